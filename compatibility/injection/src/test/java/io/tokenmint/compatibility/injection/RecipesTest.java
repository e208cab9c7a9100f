package io.tokenmint.compatibility.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The recipes in the documents are the classes that the tests run, word by word. */
class RecipesTest {
    private static final Pattern PRINTED = Pattern.compile("```java (\\w+\\.java)\n(.*?)```", Pattern.DOTALL);
    private static final Predicate<String> RECIPE = Pattern.compile(
                    "/(injection|spring-boot-starter)/src/test/java/.*/(ByHand|\\w+Recipe)\\.java$"
                            + "|/(dagger|avaje|micronaut|quarkus)/src/main/java/.*/[A-Z]\\w+\\.java$")
            .asPredicate();
    private static final Path COMPATIBILITY = Path.of("..").toAbsolutePath().normalize();

    @Test
    void areTheClassesThatTheTestsRun() throws IOException {
        Map<String, String> printed = new TreeMap<>();
        for (String document : List.of("dependency-injection.md", "how-to.md")) {
            PRINTED.matcher(Files.readString(COMPATIBILITY.resolve("../docs/" + document)))
                    .results()
                    .forEach(recipe -> printed.put(recipe.group(1), recipe.group(2)));
        }

        Map<String, String> run = recipesBelow(COMPATIBILITY);
        run.putAll(recipesBelow(COMPATIBILITY.resolveSibling("spring-boot-starter")));
        assertThat(printed).hasSizeGreaterThan(10).isEqualTo(run);
    }

    /** Without their package and imports. */
    private static Map<String, String> recipesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> RECIPE.test(file.toString()))
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), RecipesTest::body));
        }
    }

    private static String body(Path file) {
        try {
            String source = Files.readString(file);
            int lastImport = source.lastIndexOf("\nimport ");
            return source.substring(source.indexOf("\n\n", lastImport) + 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
