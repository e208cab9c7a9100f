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
    /** Requests that must take equal times. */
    private enum Pair {
        UNKNOWN("ENUM-03", FailedRequests.Kind.WRONG_SECRET, FailedRequests.Kind.UNKNOWN_ID),
        DISABLED("ENUM-03", FailedRequests.Kind.WRONG_SECRET, FailedRequests.Kind.DISABLED_CLIENT),
        NEARLY_RIGHT("ENUM-05", FailedRequests.Kind.LAST_BYTE_WRONG_ONLY, FailedRequests.Kind.FIRST_BYTE_RIGHT_ONLY),
        ANOTHER_LENGTH("ENUM-05", FailedRequests.Kind.LAST_BYTE_WRONG_ONLY, FailedRequests.Kind.SHORTER),
        /** Of one length: how long a secret is that somebody shows is known to whoever shows it. */
        BEGINS_RIGHT("ENUM-05", FailedRequests.Kind.SHORTER, FailedRequests.Kind.SHORTER_AND_WRONG);

        private final String id;
        private final FailedRequests.Kind usual;
        private final FailedRequests.Kind other;

        Pair(String id, FailedRequests.Kind usual, FailedRequests.Kind other) {
            this.id = id;
            this.usual = usual;
            this.other = other;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private TimingLeaks() {}

    /** Prints all comparisons; says whether any two classes of requests can be told apart. */
    static boolean print() {
        List<TimingComparison> comparisons = run(2_000, 1_000_000);
        comparisons.forEach(System.out::println);
        return comparisons.stream().anyMatch(TimingComparison::isSeparable);
    }

    /** Compares this many requests of each class, after so many that only warm up. */
    static List<TimingComparison> run(int requests, int warmUp) {
        FailedRequests failed = new FailedRequests();
        TokenEndpoint endpoint = new TokenEndpoint(failed.service(), EndpointSettings.defaults());
        List<TimingComparison> comparisons = new ArrayList<>();
        for (Pair pair : Pair.values()) {
            comparisons.add(TimingComparison.of(
                    pair + " in process: " + pair.usual + " / " + pair.other,
                    requests,
                    warmUp,
                    () -> failed.inProcess(pair.usual),
                    () -> failed.inProcess(pair.other)));
            comparisons.add(TimingComparison.of(
                    pair + " endpoint, Basic: " + pair.usual + " / " + pair.other,
                    requests,
                    warmUp,
                    () -> failed.basic(pair.usual, endpoint),
                    () -> failed.basic(pair.other, endpoint)));
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
