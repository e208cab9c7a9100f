package io.tokenmint.compatibility;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

final class JettyContainer implements ServletContainer {
    private final Server server = new Server();

    @Override
    public int start(HttpServlet token) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        ServerConnector connector = new ServerConnector(
                server, new HttpConnectionFactory(configuration), new HTTP2CServerConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(token);
        context.addServlet(holder, "/oauth/token");
        context.addServlet(holder, "/read/token");
        ServletHolder dispatcher = new ServletHolder(new Dispatcher());
        dispatcher.setAsyncSupported(true);
        context.addServlet(dispatcher, "/async/token");
        context.addFilter(new FilterHolder(new ParameterReader()), "/read/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
