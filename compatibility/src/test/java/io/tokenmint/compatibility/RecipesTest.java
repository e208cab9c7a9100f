package io.tokenmint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The recipes in the documents are the classes that the tests run, word by word. */
class RecipesTest {
    private static final Pattern RECIPE = Pattern.compile("```java (\\w+\\.java)\n(.*?)```", Pattern.DOTALL);
    private static final Path SOURCES = Path.of("src/test/java/io/tokenmint/compatibility");

    @Test
    void areTheClassesThatTheTestsRun() throws IOException {
        String document = Files.readString(Path.of("../docs/dependency-injection.md"));
        List<MatchResult> recipes = RECIPE.matcher(document).results().toList();

        assertThat(recipes).hasSize(3);
        for (MatchResult recipe : recipes) {
            assertThat(Files.readString(SOURCES.resolve(recipe.group(1)))).endsWith("\n\n" + recipe.group(2));
        }
    }
}
