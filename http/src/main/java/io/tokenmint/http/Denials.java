package io.tokenmint.http;

import io.tokenmint.http.AccessDecision.Denied;
import java.time.Duration;
import java.util.Map;

/** Every refusal a guard can give, written once: none holds anything from a request. */
final class Denials {
    static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final String RETRY_AFTER = "Retry-After";

    final Denied noCredentials;
    final Denied malformedHeader;
    final Denied severalTokens;
    final Denied noTenant;
    final Denied invalidToken;
    final Denied otherTenant;
    final Denied insufficientScope;
    final Denied unavailable;

    Denials(BearerChallenge challenge, String scope, Duration retryAfter) {
        noCredentials = challenge.denied(AccessError.NO_CREDENTIALS, "no_credentials", "", "");
        malformedHeader = challenge.denied(
                AccessError.INVALID_REQUEST,
                "malformed_header",
                "Send one Authorization header with the scheme Bearer and one token.",
                "");
        severalTokens = challenge.denied(
                AccessError.INVALID_REQUEST, "several_tokens", "Send the token in the Authorization header only.", "");
        noTenant =
                challenge.denied(AccessError.INVALID_REQUEST, "no_tenant", "The request does not name its tenant.", "");
        invalidToken =
                challenge.denied(AccessError.INVALID_TOKEN, "invalid_token", "The access token is not valid here.", "");
        otherTenant = challenge.denied(
                AccessError.INSUFFICIENT_SCOPE, "other_tenant", "The access token is for another tenant.", "");
        insufficientScope = challenge.denied(
                AccessError.INSUFFICIENT_SCOPE, "insufficient_scope", "The access token does not permit this.", scope);
        unavailable = new Denied(
                AccessError.TEMPORARILY_UNAVAILABLE,
                "verifier_unavailable",
                "The access token cannot be checked now; try again later.",
                Map.of(RETRY_AFTER, Long.toString(retryAfter.toSeconds())));
    }
}
