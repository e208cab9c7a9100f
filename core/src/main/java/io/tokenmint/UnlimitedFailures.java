package io.tokenmint;

import java.time.Duration;
import java.util.Optional;

/** Limits nothing. */
enum UnlimitedFailures implements FailureLimiter {
    INSTANCE;

    @Override
    public Optional<Duration> waitFor(Attempt attempt) {
        return Optional.empty();
    }

    @Override
    public void failed(Attempt attempt) {}

    @Override
    public void succeeded(Attempt attempt) {}
}
