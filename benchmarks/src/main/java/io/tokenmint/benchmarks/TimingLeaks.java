package io.tokenmint.benchmarks;

import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether requests that must look alike can be told apart by the time they take (conformance cases ENUM-03, ENUM-05 and
 * INTR-22): interleaved requests of two classes, warmed up, compared by Welch's t and by their medians, as often as those
 * cases ask, 2,000 of each class; of {@value TimingComparison#ROUNDS} such rounds, the one with the median t is told.
 */
final class TimingLeaks {
    private TimingLeaks() {}

    /** Prints all comparisons; says whether any two classes of requests can be told apart. */
    static boolean print() {
        List<TimingComparison> comparisons = run(2_000, 300_000);
        comparisons.forEach(System.out::println);
        return comparisons.stream().anyMatch(TimingComparison::isSeparable);
    }

    /** Compares this many requests of each class, after so many that only warm up. */
    static List<TimingComparison> run(int requests, int warmUp) {
        FailedRequests failed = new FailedRequests();
        TokenEndpoint endpoint = new TokenEndpoint(failed.service(), EndpointSettings.defaults());
        List<String> ids = List.of("ENUM-03", "ENUM-03", "ENUM-05", "ENUM-05");
        List<FailedRequests.Kind> others = List.of(
                FailedRequests.Kind.UNKNOWN_ID,
                FailedRequests.Kind.DISABLED_CLIENT,
                FailedRequests.Kind.FIRST_BYTE_RIGHT_ONLY,
                FailedRequests.Kind.SHORTER);
        List<TimingComparison> comparisons = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            FailedRequests.Kind usual =
                    i < 2 ? FailedRequests.Kind.WRONG_SECRET : FailedRequests.Kind.LAST_BYTE_WRONG_ONLY;
            FailedRequests.Kind other = others.get(i);
            comparisons.add(TimingComparison.of(
                    ids.get(i) + " in process: " + usual + " / " + other,
                    requests,
                    warmUp,
                    () -> failed.inProcess(usual),
                    () -> failed.inProcess(other)));
            comparisons.add(TimingComparison.of(
                    ids.get(i) + " endpoint, Basic: " + usual + " / " + other,
                    requests,
                    warmUp,
                    () -> failed.basic(usual, endpoint),
                    () -> failed.basic(other, endpoint)));
        }
        comparisons.add(foreignTokens(requests, warmUp));
        return comparisons;
    }

    private static TimingComparison foreignTokens(int requests, int warmUp) {
        ForeignTokens tokens = new ForeignTokens();
        return TimingComparison.of(
                "INTR-22 in process: foreign live token / unknown token",
                requests,
                warmUp,
                tokens::foreign,
                tokens::unknown);
    }
}
