package io.tokenmint.compatibility.servlet;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

final class UndertowContainer implements ServletContainer {
    private final DeploymentInfo deployment = Servlets.deployment()
            .setClassLoader(UndertowContainer.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("tokenmint");
    private @Nullable Undertow server;

    @Override
    public void servlet(HttpServlet servlet, String... paths) {
        deployment.addServlet(Servlets.servlet(paths[0], servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                .setAsyncSupported(true)
                .addMappings(paths));
    }

    @Override
    public void filter(Filter filter, String path) {
        String name = filter.getClass().getSimpleName() + " of " + path;
        deployment
                .addFilter(new FilterInfo(name, filter.getClass(), new ImmediateInstanceFactory<>(filter))
                        .setAsyncSupported(true))
                .addFilterUrlMapping(name, path, DispatcherType.REQUEST);
    }

    @Override
    public int start() throws ServletException {
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
