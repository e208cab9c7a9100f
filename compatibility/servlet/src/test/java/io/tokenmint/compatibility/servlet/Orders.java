package io.tokenmint.compatibility.servlet;

import io.tokenmint.http.BearerFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Something to guard: says who orders which item. */
final class Orders extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String caller = BearerFilter.granted(request).orElseThrow().clientId();
        response.getWriter().print(caller + " orders " + request.getParameter("item"));
    }
}
