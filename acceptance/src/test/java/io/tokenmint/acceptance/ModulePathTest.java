package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.tokenmint.TokenService;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** An application on the module path needs core, spi, its store, SLF4J and Caffeine, and nothing else. */
class ModulePathTest {
    private static final String MODULE = """
            module consumer {
                requires io.tokenmint;
                requires io.tokenmint.store.memory;
            }
            """;

    private static final String PROGRAM = """
            package consumer;

            import io.tokenmint.*;
            import io.tokenmint.spi.Scope;
            import io.tokenmint.store.memory.*;

            final class Main {
                private Main() {}

                public static void main(String[] arguments) {
                    MemoryClientStore clients = new MemoryClientStore();
                    TokenSettings settings = TokenSettings.defaults();
                    TokenService service = new TokenService(clients, new MemoryTokenStore(), settings);
                    RegisteredClient client =
                            new ClientRegistrar(clients, settings).register(fresh -> fresh.scope(Scope.of("a.read")));
                    TokenResponse response = service.issue(
                            TokenRequest.clientCredentials(client.clientId(), client.secret()));
                    System.out.println(response);
                    ModuleLayer.boot().modules().forEach(module -> System.out.println(module.getName()));
                }
            }
            """;

    @Test
    void anApplicationNeedsOnlyWhatItNames(@TempDir Path folder) throws Exception {
        String modulePath = modulePath();
        Path classes = new JavaSources(folder)
                .with("module-info.java", MODULE)
                .with("Main.java", PROGRAM)
                .compile("--module-path", modulePath);

        // Limited so, the JVM has only the modules that somebody requires; none joins as a provider of services.
        EndedProcess process = EndedProcess.ofJava(
                "--limit-modules",
                "consumer",
                "--module-path",
                modulePath + File.pathSeparator + classes,
                "--module",
                "consumer/consumer.Main");

        assertThat(process.exitCode()).as(process.output()).isZero();
        assertThat(process.output().lines().filter(line -> !line.startsWith("SLF4J")))
                .containsExactlyInAnyOrder(
                        "Issued[expiresIn=14399, scope=a.read, shape=SERVICE]",
                        "consumer",
                        "io.tokenmint",
                        "io.tokenmint.spi",
                        "io.tokenmint.store.memory",
                        "org.slf4j",
                        "com.github.benmanes.caffeine",
                        "java.base");
    }

    private static String modulePath() {
        return Stream.of(TokenService.class, TokenStore.class, MemoryTokenStore.class, Logger.class, Caffeine.class)
                .map(ModulePathTest::origin)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
