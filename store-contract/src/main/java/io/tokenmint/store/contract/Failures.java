package io.tokenmint.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tokenmint.spi.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How a store fails. */
final class Failures {
    private Failures() {}

    /** Expects a {@code StoreException} that says something, and in whose text, its causes included, no secret is repeated. */
    static void expect(ThrowingCallable call, String... secrets) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.getMessage()).isNotBlank())
                .satisfies(failure -> assertThat(secrets).noneMatch(textOf(failure)::contains));
    }

    private static String textOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
