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
    static final String[] STORES = {"Json", "Records", "RedisTokenStore", "RedisClientStore", "package-info"};
    static final String REGISTRY = "RedisClientRegistry";

    private static final Path SOURCES = Path.of("src/main/java/io/tokenmint/example/redis");
    private static final long FEWER_THAN = 150;

    @Test
    void storesOfTokensAndClientsAreShort() {
        assertThat(lines(STORES)).isBetween(50L, FEWER_THAN - 1);
    }

    /** Nothing that the stores need is left out of the count: only a registry is not counted. */
    @Test
    void nothingElseIsThere() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".java", "")))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(STORES), Stream.of(REGISTRY))
                            .toList());
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
