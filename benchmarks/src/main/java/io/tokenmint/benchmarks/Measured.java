package io.tokenmint.benchmarks;

import java.util.Collection;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Makes figures of what JMH measured: the runs are its forks, or the iterations when there is one fork. */
final class Measured {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Measured() {}

    static Figure figure(Plan plan, RunResult result) {
        Collection<BenchmarkResult> forks = result.getBenchmarkResults();
        double[] runs = forks.size() > 1
                ? forks.stream()
                        .mapToDouble(fork -> fork.getPrimaryResult().getScore())
                        .toArray()
                : iterations(forks);
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        String unit = result.getPrimaryResult().getScoreUnit().replace("ops/s", "/s");
        return Figure.of(
                plan.question(),
                subject(result.getParams()),
                runs,
                unit,
                allocated == null ? Double.NaN : allocated.getScore());
    }

    private static double[] iterations(Collection<BenchmarkResult> forks) {
        return forks.stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(Measured::score)
                .toArray();
    }

    private static double score(IterationResult iteration) {
        return iteration.getPrimaryResult().getScore();
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
