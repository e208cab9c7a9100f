package io.tokenmint.benchmarks;

import io.tokenmint.Introspection;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Tokenmint's introspection, on the memory stores. */
final class TokenmintSink implements TokenSink {
    private final SetBackClock clock = new SetBackClock();
    private final Workload workload = Workload.of(1, 1, SecretKind.SHA256);
    private final TokenmintSource source = TokenmintSource.inMemory(workload, clock);

    TokenService service() {
        return source.service();
    }

    @Override
    public String mint(long secondsAgo) {
        clock.millisAgo = secondsAgo * 1_000;
        try {
            return ((TokenResponse.Issued) source.mint(workload.clients().get(0))).accessToken();
        } finally {
            clock.millisAgo = 0;
        }
    }

    boolean isGood(String token) {
        return source.service().introspect(token) instanceof Introspection.Active;
    }

    @Override
    public boolean isGood(String token, Primitives primitives) {
        return isGood(token);
    }

    /** The system's clock, set back while tokens of some age are made by the one thread that fills the store. */
    private static final class SetBackClock extends Clock {
        private long millisAgo;

        @Override
        public long millis() {
            return System.currentTimeMillis() - millisAgo;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
