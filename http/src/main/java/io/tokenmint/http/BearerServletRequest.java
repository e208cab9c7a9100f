package io.tokenmint.http;

import io.tokenmint.http.AccessDecision.Granted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request whose user is the client of its token, whoever else the container may know. */
final class BearerServletRequest extends HttpServletRequestWrapper {
    private final Granted granted;

    BearerServletRequest(HttpServletRequest request, Granted granted) {
        super(request);
        this.granted = granted;
    }

    @Override
    public String getAuthType() {
        return "Bearer";
    }

    @Override
    public String getRemoteUser() {
        return granted.clientId();
    }

    @Override
    public Principal getUserPrincipal() {
        return new Caller(granted.clientId());
    }

    @Override
    public boolean isUserInRole(String role) {
        return granted.scope().contains(role);
    }

    private record Caller(String clientId) implements Principal {
        @Override
        public String getName() {
            return clientId;
        }
    }
}
