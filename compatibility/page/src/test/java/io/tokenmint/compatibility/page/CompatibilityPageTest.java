package io.tokenmint.compatibility.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/compatibility.md} against the reports of the tests that ran before it, in this build or the last one;
 * {@code -Dcompatibility.write=true} brings its table up to date.
 */
class CompatibilityPageTest {
    private static final Path FILE = Path.of("../../docs/compatibility.md");
    private static final String HEAD = "| what | version | what the test does |\n| --- | --- | --- |\n";

    @Test
    void saysWhatTheTestsRanWith() throws IOException {
        String page = Files.readString(FILE);
        int table = page.indexOf(HEAD) + HEAD.length();
        String actual = page.substring(0, table)
                + Stream.of(Tested.values()).map(tested -> tested.row(page)).collect(Collectors.joining("\n", "", "\n"))
                + page.substring(page.indexOf("\n\n", table) + 1);
        if (Boolean.getBoolean("compatibility.write")) {
            Files.writeString(FILE, actual);
            return;
        }
        assertThat(page)
                .as("docs/compatibility.md is behind the tests: see its last section for how to bring it up to date")
                .isEqualTo(actual);
    }
}
