package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example in the Javadoc of what is published compiles. */
class JavadocTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL);
    private static final List<String> WITH_AN_EXAMPLE = List.of(
            "TokenService",
            "ClientRegistrar",
            "TokenSettings",
            "CachingClientStore",
            "MemoryTokenStore",
            "JdbcTokenStore",
            "JdbcCleanup",
            "EndpointHandler",
            "EndpointServlet",
            "TokenEndpoint",
            "BearerGuard",
            "BearerFilter",
            "BearerHttpFilter",
            "RemoteIntrospection",
            "TokenStoreContract",
            "MicrometerTokenListener");

    @Test
    void everyExampleCompiles(@TempDir Path folder) throws IOException {
        List<String> examples =
                sources().flatMap(source -> examples(read(source))).toList();
        JavaSources sources = new JavaSources(folder);
        for (int i = 0; i < examples.size(); i++) {
            sources = sources.with("Example" + i + ".java", program("Example" + i, examples.get(i)));
        }

        assertThat(examples).hasSizeGreaterThan(10);
        assertThat(sources.compile("-cp", System.getProperty("java.class.path")))
                .isNotEmptyDirectory();
    }

    @Test
    void theMainTypesHaveAnExample() throws IOException {
        List<String> shown = sources()
                .filter(source -> examples(read(source)).findAny().isPresent())
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .toList();

        assertThat(shown).containsAll(WITH_AN_EXAMPLE);
    }

    private static Stream<Path> sources() throws IOException {
        Stream<Path> all = Stream.empty();
        for (Published module : Published.values()) {
            try (Stream<Path> files = Files.walk(Project.path(module.folder() + "/src/main/java"))) {
                all = Stream.concat(all, files.filter(file -> file.toString().endsWith(".java")).toList().stream());
            }
        }
        return all;
    }

    private static Stream<String> examples(String source) {
        return EXAMPLE.matcher(source).results().map(example -> example.group(1).replaceAll("(?m)^ \\* ?", ""));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a reader of an example has at hand. */
    private static String program(String name, String example) {
        return """
                import com.sun.net.httpserver.*;
                import io.micrometer.core.instrument.MeterRegistry;
                import io.tokenmint.*;
                import io.tokenmint.http.*;
                import io.tokenmint.micrometer.*;
                import io.tokenmint.spi.*;
                import io.tokenmint.store.contract.*;
                import io.tokenmint.store.jdbc.*;
                import io.tokenmint.store.memory.*;
                import jakarta.servlet.*;
                import java.net.*;
                import java.time.*;
                import java.util.*;
                import java.util.concurrent.*;
                import javax.sql.DataSource;
                abstract class %s {
                    ClientRegistry clients;
                    ClientRegistry registry;
                    TokenStore tokens;
                    JdbcTokenStore jdbcTokens;
                    TokenSettings settings;
                    TokenService service;
                    ClientRegistrar registrar;
                    Endpoint endpoint;
                    BearerGuard guard;
                    RequestHeaders headers;
                    HttpServer server;
                    HttpHandler orders;
                    ServletContext context;
                    MeterRegistry meters;
                    DataSource dataSource;
                    ScheduledExecutorService executor;
                    String secret;
                    %s
                }
                """.formatted(
                        name,
                        example.startsWith("class ")
                                ? withAStore(example)
                                : "void run() throws Exception {\n" + example + "\n}");
    }

    /** The memory store stands for the one that a reader writes. */
    private static String withAStore(String example) {
        return example.replace("MyTokenStore()", "MemoryTokenStore()");
    }
}
