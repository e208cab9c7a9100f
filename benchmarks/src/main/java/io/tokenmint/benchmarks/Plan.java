package io.tokenmint.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One JMH run: a benchmark, its parameters, and a number of threads.
 *
 * @param question what is asked, as readers of the table see it
 * @param benchmark a regular expression for the benchmarks to run
 * @param threads how many threads call them
 * @param parameters values by name; those not named keep the benchmark's own
 * @param warmUps how many times as long as usual to warm up: longer where our threads take all processors from the
 *     compilers or call too seldom for them, shorter where little is left to compile
 * @param once whether the first round is enough: nothing is held to the figures
 * @param small whether next to nothing is kept on the heap, so that it needs little of it
 */
record Plan(
        String question,
        String benchmark,
        int threads,
        Map<String, List<String>> parameters,
        double warmUps,
        boolean once,
        boolean small) {
    static Plan of(String question, Class<?> benchmark, int threads) {
        return new Plan(question, benchmark.getName() + "\\.", threads, Map.of(), 1, false, false);
    }

    Plan named(String other) {
        return new Plan(other, benchmark, threads, parameters, warmUps, once, small);
    }

    Plan with(String name, Object... values) {
        Map<String, List<String>> more = new LinkedHashMap<>(parameters);
        more.put(name, Stream.of(values).map(String::valueOf).toList());
        return new Plan(question, benchmark, threads, more, warmUps, once, small);
    }

    /** The same for some of the benchmark's methods only. */
    Plan only(String... methods) {
        String some = benchmark + "(" + String.join("|", methods) + ")$";
        return new Plan(question, some, threads, parameters, warmUps, once, small);
    }

    /** The same, warmed up for this many times as long. */
    Plan warmedUpFor(double times) {
        return new Plan(question, benchmark, threads, parameters, times, once, small);
    }

    /** The same, in the first round only. */
    Plan inOneRound() {
        return new Plan(question, benchmark, threads, parameters, warmUps, true, small);
    }

    /** The same on a small heap. */
    Plan onSmallHeap() {
        return new Plan(question, benchmark, threads, parameters, warmUps, once, true);
    }

    /** The databases that must be there. */
    List<Database.Kind> servers() {
        return Stream.of(Database.Kind.POSTGRESQL, Database.Kind.MARIADB)
                .filter(kind -> parameters.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(value -> value.endsWith(kind.name())))
                .toList();
    }
}
