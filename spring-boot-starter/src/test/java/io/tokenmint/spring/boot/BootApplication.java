package io.tokenmint.spring.boot;

import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import io.tokenmint.spi.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that runs on a port of its own, and requests to it. */
record BootApplication(ConfigurableApplicationContext context, HttpClient client) implements AutoCloseable {
    /** A property; the classes are where Spring Boot 3 and 4 have them. */
    static final String NO_DATABASE =
            "spring.autoconfigure.exclude=org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration,"
                    + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    static BootApplication start(Class<?> application, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "spring.jmx.enabled=false",
                "logging.level.root=warn"));
        all.addAll(List.of(properties));
        ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .properties(all.toArray(String[]::new))
                .run();
        return new BootApplication(context, HttpClient.newHttpClient());
    }

    @Override
    public void close() {
        context.close();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    RegisteredClient acme() {
        return bean(ClientRegistrar.class).register(acme -> acme.tenant("acme").scope(Scope.of("order.order_read")));
    }

    HttpResponse<String> requestToken(RegisteredClient client) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + client.clientId()
                        + "&client_secret=" + client.secret())));
    }

    /** A token from the endpoint. */
    String token(RegisteredClient client) throws IOException, InterruptedException {
        HttpResponse<String> response = requestToken(client);
        Matcher token = TOKEN.matcher(response.body());
        if (response.statusCode() != 200 || !token.find()) {
            throw new AssertionError("no token, but " + response.statusCode());
        }
        return token.group(1);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
    }
}
