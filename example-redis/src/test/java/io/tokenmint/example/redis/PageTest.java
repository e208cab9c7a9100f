package io.tokenmint.example.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code docs/write-a-store.md} shows what is here. */
class PageTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(.*)\n((?s:.*?))^```$");
    private static final Pattern FILE = Pattern.compile("(?:java|xml|conf) (example-redis/\\S+)");
    private static final Pattern LINES = Pattern.compile("(?m)^\\| (`[A-Za-z-]+`|together) \\| (\\d+) \\|");

    private String page;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(PROJECT.resolve("docs/write-a-store.md"));
    }

    /** Every block names the file it is from, so every block is compiled and run. */
    @Test
    void takesEveryBlockFromAFile() throws IOException {
        List<MatchResult> blocks = BLOCK.matcher(page).results().toList();

        assertThat(blocks).hasSizeGreaterThan(5);
        for (MatchResult block : blocks) {
            assertThat(block.group(1)).matches(FILE);
            String file = FILE.matcher(block.group(1)).replaceFirst("$1");
            assertThat(Files.readString(PROJECT.resolve(file))).contains(block.group(2));
        }
    }

    @Test
    void countsLinesAsTheyAre() {
        Map<String, Long> told = LINES.matcher(page)
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> Long.valueOf(row.group(2))));
        Map<String, Long> counted = Stream.concat(Stream.of(LinesTest.STORES), Stream.of(LinesTest.REGISTRY))
                .collect(Collectors.toMap(type -> "`" + type + "`", LinesTest::lines));
        counted.put("together", LinesTest.lines(LinesTest.STORES));

        assertThat(told).isEqualTo(counted);
    }
}
