package io.tokenmint.http;

/** Writes the body of a refusal in the format of the host's other errors. Without one, refusals have no body. */
@FunctionalInterface
public interface ErrorBody {
    /**
     * The body of a refusal.
     *
     * @param denied what is refused, and why; status and header fields are set from it in any case
     * @return the body
     */
    Content of(AccessDecision.Denied denied);

    /**
     * A body.
     *
     * @param mediaType the {@code Content-Type}, such as {@code application/problem+json}
     * @param text the text, sent as UTF-8
     */
    record Content(String mediaType, String text) {}
}
