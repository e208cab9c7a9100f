package io.tokenmint.http;

import io.tokenmint.Refusal;
import io.tokenmint.TokenError;
import io.tokenmint.TokenService;
import io.tokenmint.spi.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes before and every answer after: TLS, origin, method; and whatever is thrown on the way becomes an
 * answer here. What is refused before the service has seen it is told to the service's listeners.
 */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final TokenService service;
    private final Answers answers;
    private final CrossOrigin crossOrigin;
    private final boolean requireTls;
    private final Duration retryAfter;

    Gate(TokenService service, EndpointSettings settings, Answers answers) {
        this.service = service;
        this.answers = answers;
        this.crossOrigin = new CrossOrigin(settings.allowedOrigins());
        this.requireTls = settings.requireTls();
        this.retryAfter = settings.retryAfter();
    }

    /** How an endpoint reads a request of the right method; it refuses what it cannot read. */
    @FunctionalInterface
    interface Reading<T> {
        T read(EndpointRequest request) throws IOException;
    }

    /** What an endpoint does with what it has read; what is refused here, the service has refused. */
    @FunctionalInterface
    interface Step<T> {
        EndpointResponse answer(EndpointRequest request, T asked);
    }

    <T> EndpointResponse post(EndpointRequest request, Reading<T> reading, Step<T> step) {
        return pass(request, "POST", reading, step);
    }

    EndpointResponse get(EndpointRequest request, Function<EndpointRequest, EndpointResponse> step) {
        return pass(request, "GET", asked -> asked, (asked, same) -> step.apply(same));
    }

    private <T> EndpointResponse pass(EndpointRequest request, String allowed, Reading<T> reading, Step<T> step) {
        EndpointResponse response = crossOrigin.expose(request, admit(request, allowed, reading, step));
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    private <T> EndpointResponse admit(EndpointRequest request, String allowed, Reading<T> reading, Step<T> step) {
        if (requireTls && !request.secure()) {
            return refused(
                    request,
                    new HttpRefusal(400, "tls_required", "Use https; replace the credentials if any were sent."));
        }
        if (crossOrigin.isPreflight(request)) {
            return crossOrigin.preflight(allowed);
        }
        if (!isAllowed(request.method(), allowed)) {
            tell(request, new Refusal(TokenError.INVALID_REQUEST, "method_not_allowed"));
            return answers.methodNotAllowed(allowed);
        }
        return answer(request, reading, step);
    }

    private static boolean isAllowed(String method, String allowed) {
        return method.equals(allowed) || (method.equals("HEAD") && allowed.equals("GET"));
    }

    private <T> EndpointResponse answer(EndpointRequest request, Reading<T> reading, Step<T> step) {
        boolean read = false;
        try {
            T asked = reading.read(request);
            read = true;
            return step.answer(request, asked);
        } catch (Refusal refusal) {
            if (!read) {
                tell(request, refusal);
            }
            return answers.refused(refusal.toResponse(), ClientAuthentication.usesHeader(request));
        } catch (HttpRefusal refusal) {
            return refused(request, refusal);
        } catch (IOException e) {
            // The connection is gone or stalled, and the answer with it; nothing was issued.
            LOG.debug("the body of a request could not be read: {}", Fault.describe(e));
            return refused(request, new HttpRefusal(400, "body_unreadable", "The request body could not be read."));
        } catch (StoreException e) {
            LOG.error("a store failed, and the caller was told to try again: {}", Fault.describe(e));
            return answers.fault(TokenError.TEMPORARILY_UNAVAILABLE, retryAfter);
        } catch (RuntimeException e) {
            LOG.error("a request failed for a reason that no caller can help: {}", Fault.describe(e));
            return answers.fault(TokenError.SERVER_ERROR);
        }
    }

    private EndpointResponse refused(EndpointRequest request, HttpRefusal refusal) {
        tell(request, refusal.toRefusal());
        return answers.refused(refusal);
    }

    private void tell(EndpointRequest request, Refusal refusal) {
        service.tellRefused(refusal, request.source());
    }
}
