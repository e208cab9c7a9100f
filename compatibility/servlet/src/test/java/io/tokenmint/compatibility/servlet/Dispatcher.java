package io.tokenmint.compatibility.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Goes on asynchronously, at another path. */
final class Dispatcher extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final String path;

    Dispatcher(String path) {
        this.path = path;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        request.startAsync().dispatch(path);
    }
}
