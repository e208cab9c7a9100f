package io.tokenmint;

import io.tokenmint.spi.AuthenticationMethod;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to the log {@code io.tokenmint.audit}: issued and revoked tokens at INFO, refusals and denied access at WARN, what
 * failed at ERROR, the rest at DEBUG. No line holds a secret or a token.
 */
public final class Slf4jTokenListener implements TokenListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.tokenmint.audit");

    /** A listener; it has no settings. */
    public Slf4jTokenListener() {}

    @Override
    public void on(TokenEvent event) {
        if (event instanceof TokenEvent.Issued issued) {
            LOG.info(
                    "issued token {} to client '{}' with secret '{}' ({}), scope '{}', source {}",
                    issued.key(),
                    issued.clientId(),
                    issued.secretId().orElse("none"),
                    method(issued.method()),
                    issued.scope(),
                    issued.source().map(LogText::of).orElse("unknown"));
        } else if (event instanceof TokenEvent.Refused refused) {
            LOG.warn(
                    "refused client '{}' ({}): {} ({}), source {}",
                    refused.clientId().orElse(""),
                    method(refused.method()),
                    refused.error().code(),
                    refused.reason(),
                    refused.source().map(LogText::of).orElse("unknown"));
        } else if (event instanceof TokenEvent.Revoked revoked) {
            LOG.info(
                    "revoked token {}, existed: {}, for {}, source {}",
                    revoked.key().map(Object::toString).orElse("none"),
                    revoked.existed(),
                    revoked.caller().map(caller -> "client '" + caller + "'").orElse("the host"),
                    revoked.source().map(LogText::of).orElse("unknown"));
        } else if (event instanceof TokenEvent.AccessDenied denied) {
            LOG.warn(
                    "denied access to client '{}': {} ({}), source {}",
                    denied.clientId().orElse(""),
                    denied.status(),
                    denied.reason(),
                    denied.source().map(LogText::of).orElse("unknown"));
        } else if (event instanceof TokenEvent.Failed failed) {
            LOG.error(
                    "failed to {} for {} after {} ms: {}, source {}",
                    failed.verb(),
                    failed.clientId().map(client -> "client '" + client + "'").orElse("the host"),
                    failed.took().toMillis(),
                    failed.reason(),
                    failed.source().map(LogText::of).orElse("unknown"));
        } else {
            LOG.debug("{}", event);
        }
    }

    private static String method(Optional<AuthenticationMethod> method) {
        return method.map(AuthenticationMethod::value).orElse("none");
    }
}
