package io.tokenmint.compatibility;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Goes on asynchronously, at the token endpoint. */
final class Dispatcher extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        request.startAsync().dispatch("/oauth/token");
    }
}
