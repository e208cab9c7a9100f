package io.tokenmint.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The conformance ids that the display names of all modules' tests carry. */
final class TestSources {
    private static final Pattern DISPLAY_NAME =
            Pattern.compile("@DisplayName\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)\\)");

    private final SortedMap<ConformanceId, SortedSet<String>> classes = new TreeMap<>();

    private TestSources() {}

    /** Reads the tests of all modules. */
    static TestSources ofAllModules() throws IOException {
        TestSources sources = new TestSources();
        for (String module : Pom.modules()) {
            for (String inner : Pom.withModules(module).toList()) {
                Path folder = Project.path(inner + "/src/test/java");
                if (Files.isDirectory(folder)) {
                    sources.readAll(folder);
                }
            }
        }
        return sources;
    }

    /** The names of the test classes by the id they carry. */
    SortedMap<ConformanceId, SortedSet<String>> classes() {
        return classes;
    }

    private void readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(this::read);
        }
    }

    private void read(Path file) {
        String testClass = file.getFileName().toString().replace(".java", "");
        try {
            DISPLAY_NAME
                    .matcher(Files.readString(file))
                    .results()
                    .flatMap(displayName -> ConformanceId.in(displayName.group(1)))
                    .forEach(id -> classes.computeIfAbsent(id, absent -> new TreeSet<>())
                            .add(testClass));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
