package io.tokenmint.compatibility;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

final class UndertowContainer implements ServletContainer {
    private @Nullable Undertow server;

    @Override
    public int start(HttpServlet token) throws ServletException {
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(UndertowContainer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("tokenmint")
                .addServlet(Servlets.servlet("token", token.getClass(), new ImmediateInstanceFactory<>(token))
                        .addMappings("/oauth/token", "/read/token"))
                .addServlet(Servlets.servlet("dispatcher", Dispatcher.class)
                        .setAsyncSupported(true)
                        .addMapping("/async/token"))
                .addFilter(new FilterInfo("reader", ParameterReader.class))
                .addFilterUrlMapping("reader", "/read/*", DispatcherType.REQUEST);
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
        manager.deploy();
        Undertow started = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setHandler(manager.start())
                .build();
        started.start();
        server = started;
        return ((InetSocketAddress) started.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
        }
    }
}
