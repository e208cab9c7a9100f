package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README keeps its promises. */
class ReadmeTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    private String readme;

    @BeforeEach
    void read() throws IOException {
        readme = Project.read("README.md");
    }

    @Test
    void beginsWithTheTwoCommands() {
        assertThat(readme)
                .matches(Pattern.compile(
                        "# Tokenmint\n\n[^\n]+\n\n## Run it\n\n```\n[^`\n]+\n```\n\n## Test it\n\n```\n[^`\n]+\n```\n.*",
                        Pattern.DOTALL));
    }

    @Test
    void staysUnderTwoHundredLines() {
        assertThat(readme.lines()).hasSizeLessThan(200);
    }

    @Test
    void linksToFilesThatExist() {
        List<Path> targets = LINK.matcher(readme)
                .results()
                .map(link -> Project.path(link.group(1)))
                .toList();
        assertThat(targets).isNotEmpty().allMatch(Files::exists);
    }

    @Test
    void listsEveryModule() throws IOException {
        List<String> modules = Pattern.compile("<module>([^<]+)</module>")
                .matcher(Project.read("pom.xml"))
                .results()
                .map(module -> "| `" + module.group(1) + "` |")
                .toList();
        assertThat(modules).isNotEmpty().allMatch(readme::contains);
    }

    @Test
    void showsAnExampleThatRuns(@TempDir Path folder) throws IOException, InterruptedException {
        Path classes = new JavaSources(folder)
                .with("Example.java", program(example()))
                .compile("-cp", System.getProperty("java.class.path"));

        EndedProcess process = EndedProcess.ofJava(
                "-cp", classes + File.pathSeparator + System.getProperty("java.class.path"), "Example");

        assertThat(process.exitCode()).as(process.output()).isZero();
        assertThat(process.output()).contains(" may ").contains("tenant=acme").contains("order.order_read");
    }

    @Test
    void showsAnExampleThatIsShort() {
        assertThat(example().lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(15);
    }

    private String example() {
        List<MatchResult> blocks = JAVA_BLOCK.matcher(readme).results().toList();
        assertThat(blocks).hasSize(1);
        return blocks.get(0).group(1);
    }

    private static String program(String statements) {
        return "import io.tokenmint.*;\nimport io.tokenmint.spi.*;\nimport io.tokenmint.store.memory.*;\n"
                + "class Example {\npublic static void main(String[] arguments) {\n" + statements + "}\n}\n";
    }
}
