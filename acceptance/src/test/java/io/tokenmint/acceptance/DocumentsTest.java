package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every block of Java in the documents compiles. */
class DocumentsTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyBlockOfJavaCompiles(@TempDir Path folder) throws IOException {
        List<String> blocks = blocks();
        JavaSources sources = new JavaSources(folder);
        for (int i = 0; i < blocks.size(); i++) {
            sources = sources.with("Block" + i + ".java", program("Block" + i, blocks.get(i)));
        }

        assertThat(blocks).isNotEmpty();
        assertThat(sources.compile("-cp", System.getProperty("java.class.path")))
                .isNotEmptyDirectory();
    }

    private static List<String> blocks() throws IOException {
        try (Stream<Path> documents = Files.list(Project.path("docs"))) {
            return documents
                    .filter(document -> document.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(document -> JAVA_BLOCK.matcher(read(document)).results())
                    .map(block -> block.group(1))
                    .toList();
        }
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String program(String name, String statements) {
        return """
                import io.tokenmint.*;
                import io.tokenmint.http.*;
                import io.tokenmint.spi.*;
                import io.tokenmint.store.jdbc.*;
                import io.tokenmint.store.memory.*;
                import java.nio.ByteBuffer;
                import java.time.*;
                import java.util.*;
                import java.util.concurrent.*;
                import javax.sql.DataSource;
                abstract class %s {
                    abstract void show(String name, String value);
                    abstract String secret();
                    DataSource dataSource;
                    JdbcTokenStore durableTokens;
                    ScheduledExecutorService executor;
                    void run(ClientRegistry clients, TokenStore tokens, ClientRegistrar registrar, TokenService existing)
                            throws Exception {
                %s
                    }
                }
                """.formatted(name, statements.contains(" service = ") ? statements : withService(statements));
    }

    private static String withService(String statements) {
        return "TokenService service = existing;\n" + statements;
    }
}
