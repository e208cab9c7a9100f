package io.tokenmint.http;

import io.tokenmint.Refusal;
import io.tokenmint.TokenError;
import io.tokenmint.spi.StoreException;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes before and every answer after: TLS, origin, method; and whatever is thrown on the way becomes an
 * answer here.
 */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final Answers answers;
    private final CrossOrigin crossOrigin;
    private final boolean requireTls;
    private final Duration retryAfter;

    Gate(EndpointSettings settings, Answers answers) {
        this.answers = answers;
        this.crossOrigin = new CrossOrigin(settings.allowedOrigins());
        this.requireTls = settings.requireTls();
        this.retryAfter = settings.retryAfter();
    }

    /** What an endpoint does with a request of the right method. */
    @FunctionalInterface
    interface Step {
        EndpointResponse answer(EndpointRequest request) throws IOException;
    }

    EndpointResponse post(EndpointRequest request, Step step) {
        return crossOrigin.expose(
                request, answer(request, "POST", request.method().equals("POST"), step));
    }

    EndpointResponse get(EndpointRequest request, Step step) {
        boolean head = request.method().equals("HEAD");
        return crossOrigin.expose(
                request, answer(request, "GET", head || request.method().equals("GET"), step));
    }

    private EndpointResponse answer(EndpointRequest request, String allowed, boolean isAllowed, Step step) {
        EndpointResponse response;
        if (requireTls && !request.secure()) {
            response = answers.refused(new HttpRefusal(400, "Use https; replace the credentials if any were sent."));
        } else if (crossOrigin.isPreflight(request)) {
            response = crossOrigin.preflight(allowed);
        } else if (!isAllowed) {
            response = answers.methodNotAllowed(allowed);
        } else {
            response = answer(request, step);
        }
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    private EndpointResponse answer(EndpointRequest request, Step step) {
        try {
            return step.answer(request);
        } catch (Refusal refusal) {
            return answers.refused(refusal.toResponse(), ClientAuthentication.usesHeader(request));
        } catch (HttpRefusal refusal) {
            return answers.refused(refusal);
        } catch (IOException e) {
            // The connection is gone or stalled, and the answer with it; nothing was issued.
            LOG.debug("the body of a request could not be read: {}", Fault.describe(e));
            return answers.refused(new HttpRefusal(400, "The request body could not be read."));
        } catch (StoreException e) {
            LOG.error("a store failed, and the caller was told to try again: {}", Fault.describe(e));
            return answers.fault(TokenError.TEMPORARILY_UNAVAILABLE, retryAfter);
        } catch (RuntimeException e) {
            LOG.error("a request failed for a reason that no caller can help: {}", Fault.describe(e));
            return answers.fault(TokenError.SERVER_ERROR);
        }
    }
}
