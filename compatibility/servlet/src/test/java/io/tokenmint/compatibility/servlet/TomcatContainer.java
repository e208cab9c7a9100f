package io.tokenmint.compatibility.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

final class TomcatContainer implements ServletContainer {
    // Held here, or its level would be forgotten with it.
    private static final Logger LOG = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();
    private final Context context;

    TomcatContainer() {
        LOG.setLevel(Level.WARNING);
        Path folder = Path.of("target", "tomcat").toAbsolutePath();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
        context = tomcat.addContext("", folder.toString());
    }

    @Override
    public void servlet(HttpServlet servlet, String... paths) {
        Wrapper wrapper = Tomcat.addServlet(context, paths[0], servlet);
        wrapper.setAsyncSupported(true);
        for (String path : paths) {
            wrapper.addMapping(path);
        }
    }

    @Override
    public void filter(Filter filter, String path) {
        String name = filter.getClass().getSimpleName() + " of " + path;
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern(path);
        mapping.setDispatcher(DispatcherType.REQUEST.name());
        context.addFilterMap(mapping);
    }

    @Override
    public int start() throws LifecycleException {
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
