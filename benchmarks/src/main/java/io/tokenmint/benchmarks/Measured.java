package io.tokenmint.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What JMH measured for one plan, round by round. A round runs each subject once, in a JVM of its own, so that what changes on
 * the machine meanwhile meets all subjects alike.
 */
final class Measured {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Plan plan;
    private final Map<String, List<RunResult>> rounds = new LinkedHashMap<>();

    private final List<String> failures = new ArrayList<>();

    Measured(Plan plan) {
        this.plan = plan;
    }

    Plan plan() {
        return plan;
    }

    void fail(Exception reason) {
        failures.add(plan.question() + ": " + reason.getMessage());
    }

    /** What could not be measured, and why. */
    List<String> failures() {
        return failures;
    }

    void add(Collection<RunResult> round) {
        for (RunResult result : round) {
            rounds.computeIfAbsent(subject(result.getParams()), subject -> new ArrayList<>())
                    .add(result);
        }
    }

    /** All rounds of a subject as JMH would give the forks of one run. */
    List<RunResult> results() {
        return rounds.values().stream().map(Measured::joined).toList();
    }

    List<Figure> figures() {
        return rounds.entrySet().stream()
                .map(subject -> figure(subject.getKey(), subject.getValue()))
                .toList();
    }

    private Figure figure(String subject, List<RunResult> results) {
        RunResult all = joined(results);
        Result<?> allocated = all.getSecondaryResults().get(ALLOCATED);
        return new Figure(
                plan.question(),
                subject,
                results.stream()
                        .map(result -> result.getPrimaryResult().getScore())
                        .toList(),
                all.getPrimaryResult().getScoreUnit().replace("ops/s", "/s"),
                allocated == null ? Double.NaN : allocated.getScore());
    }

    private static RunResult joined(List<RunResult> results) {
        List<BenchmarkResult> forks = results.stream()
                .flatMap(result -> result.getBenchmarkResults().stream())
                .toList();
        return new RunResult(results.get(0).getParams(), forks);
    }

    /** The subject parameter with what else tells rows of one question apart. */
    private static String subject(BenchmarkParams parameters) {
        String method =
                parameters.getBenchmark().substring(parameters.getBenchmark().lastIndexOf('.') + 1);
        String named = Stream.of("subject", "primitive", "token")
                .filter(name -> parameters.getParamsKeys().contains(name))
                .map(parameters::getParam)
                .reduce("", (a, b) -> (a + " " + b).strip());
        return named.isEmpty() ? method : named;
    }
}
