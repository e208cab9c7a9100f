package io.tokenmint.example.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A store is short. What counts is every line of the main sources that is not blank and not all comment, {@code package} or
 * {@code import}: lines of SQL or scripts, annotations and lone brackets count, too.
 */
class LinesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/tokenmint/example/redis");
    private static final long FEWER_THAN = 150;

    private static final String[] TOKENS = {"package-info", "Json", "Records", "RedisTokenStore"};

    @Test
    void aStoreOfTokensIsShort() {
        assertThat(lines(TOKENS)).isBetween(50L, FEWER_THAN - 1);
    }

    @Test
    void aStoreOfTokensAndClientsIsShort() {
        assertThat(lines(TOKENS) + lines("RedisClientStore")).isLessThan(FEWER_THAN);
    }

    /** Nothing that the stores need is left out of the count. */
    @Test
    void onlyARegistryOfClientsIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "package-info.java",
                            "Json.java",
                            "Records.java",
                            "RedisTokenStore.java",
                            "RedisClientStore.java",
                            "RedisClientRegistry.java");
        }
    }

    static long lines(String... types) {
        return Stream.of(types).flatMap(LinesTest::code).count();
    }

    private static Stream<String> code(String type) {
        try {
            return Files.readAllLines(SOURCES.resolve(type + ".java")).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
                    .filter(line -> !line.startsWith("//") && !line.startsWith("/*") && !line.startsWith("*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
