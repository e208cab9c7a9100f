package io.tokenmint.benchmarks;

import io.tokenmint.Caller;
import io.tokenmint.Introspection;
import io.tokenmint.spi.Client;

/** Questions about tokens that the asking client may not see, and about tokens that nobody minted. */
final class ForeignTokens {
    // Who wants to know about one token asks about that one again and again.
    private static final int TOKENS = 1;

    private final TokenmintSink sink = new TokenmintSink();
    private final String[] foreign = Presented.LIVE.texts(sink, TOKENS);
    private final String[] unknown = Presented.UNKNOWN.texts(sink, TOKENS);
    private final Turns turns = new Turns();
    private final Caller caller =
            Caller.vouchedFor(Client.builder("somebody-else").build());

    Runnable foreign() {
        return ask(foreign[turns.next(TOKENS)]);
    }

    Runnable unknown() {
        return ask(unknown[turns.next(TOKENS)]);
    }

    private Runnable ask(String token) {
        return () -> {
            if (!(sink.service().introspect(token, caller) instanceof Introspection.Inactive)) {
                throw new IllegalStateException("a client saw a token that it may not see");
            }
        };
    }
}
