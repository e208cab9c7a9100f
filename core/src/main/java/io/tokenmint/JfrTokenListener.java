package io.tokenmint;

import io.tokenmint.spi.AuthenticationMethod;
import java.time.Duration;
import java.util.Optional;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Writes events to a JDK Flight Recorder recording: {@code tokenmint.Issued}, {@code tokenmint.Refused},
 * {@code tokenmint.Introspected}, {@code tokenmint.Authenticated}, {@code tokenmint.Revoked},
 * {@code tokenmint.Failed} and {@code tokenmint.AccessDenied}. Costs next to nothing while no recording runs. Needs the module {@code jdk.jfr}.
 */
public final class JfrTokenListener implements TokenListener {
    /** A listener; it has no settings. */
    public JfrTokenListener() {}

    @Override
    public void on(TokenEvent event) {
        TokenRecord record = record(event);
        if (record.shouldCommit()) {
            record.fill(event);
            record.commit();
        }
    }

    private static TokenRecord record(TokenEvent event) {
        if (event instanceof TokenEvent.Issued) {
            return new IssuedRecord();
        }
        if (event instanceof TokenEvent.Refused) {
            return new RefusedRecord();
        }
        if (event instanceof TokenEvent.Authenticated) {
            return new AuthenticatedRecord();
        }
        if (event instanceof TokenEvent.AccessDenied) {
            return new AccessDeniedRecord();
        }
        if (event instanceof TokenEvent.Failed) {
            return new FailedRecord();
        }
        return event instanceof TokenEvent.Introspected ? new IntrospectedRecord() : new RevokedRecord();
    }

    @Category("Tokenmint")
    @StackTrace(false)
    @SuppressWarnings("UnusedVariable") // the flight recorder reads the fields
    private abstract static class TokenRecord extends Event {
        @Label("Took")
        @Timespan(Timespan.NANOSECONDS)
        long took;

        @Label("Client")
        String client = "";

        @Label("Reason")
        String reason = "";

        @Label("Secret Id")
        String secret = "";

        @Label("Authentication Method")
        String method = "";

        @Label("Source")
        String source = "";

        @Label("Verb")
        String verb = "";

        void fill(TokenEvent event) {
            Duration duration = event.took();
            took = duration.toNanos();
            if (event instanceof TokenEvent.Issued issued) {
                client = issued.clientId();
                reason = issued.grantType();
                secret = issued.secretId().orElse("");
                method = value(issued.method());
                source = issued.source().orElse("");
            } else if (event instanceof TokenEvent.Refused refused) {
                client = refused.clientId().orElse("");
                reason = refused.reason();
                method = value(refused.method());
                source = refused.source().orElse("");
            } else if (event instanceof TokenEvent.Introspected introspected) {
                client = introspected.clientId().orElse("");
                reason = introspected.reason();
                source = introspected.source().orElse("");
            } else if (event instanceof TokenEvent.Authenticated authenticated) {
                client = authenticated.clientId();
                secret = authenticated.secretId();
                method = authenticated.method().value();
                source = authenticated.source().orElse("");
            } else if (event instanceof TokenEvent.Revoked revoked) {
                client = revoked.caller().orElse("");
                source = revoked.source().orElse("");
            } else if (event instanceof TokenEvent.Failed failed) {
                client = failed.clientId().orElse("");
                reason = failed.reason();
                source = failed.source().orElse("");
                verb = failed.verb();
            } else if (event instanceof TokenEvent.AccessDenied denied) {
                client = denied.clientId().orElse("");
                reason = denied.reason();
                source = denied.source().orElse("");
            }
        }

        private static String value(Optional<AuthenticationMethod> method) {
            return method.map(AuthenticationMethod::value).orElse("");
        }
    }

    @Name("tokenmint.Issued")
    @Label("Token issued")
    private static final class IssuedRecord extends TokenRecord {}

    @Name("tokenmint.Refused")
    @Label("Token request refused")
    private static final class RefusedRecord extends TokenRecord {}

    @Name("tokenmint.Introspected")
    @Label("Token introspected")
    private static final class IntrospectedRecord extends TokenRecord {}

    @Name("tokenmint.Authenticated")
    @Label("Caller authenticated")
    private static final class AuthenticatedRecord extends TokenRecord {}

    @Name("tokenmint.Revoked")
    @Label("Token revoked")
    private static final class RevokedRecord extends TokenRecord {}

    @Name("tokenmint.Failed")
    @Label("Request failed")
    private static final class FailedRecord extends TokenRecord {}

    @Name("tokenmint.AccessDenied")
    @Label("Access denied")
    private static final class AccessDeniedRecord extends TokenRecord {}
}
