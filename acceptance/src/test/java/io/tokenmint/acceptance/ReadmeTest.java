package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code README.md} keeps its promises. */
class ReadmeTest {
    private Page page;
    private String readme;

    @BeforeEach
    void read() throws IOException {
        readme = Project.read("README.md");
        page = new Page("README.md", readme);
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

    @Test
    void showsARequestAndItsAnswer() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start("--tenant", "acme")) {
            String command = block("sh", "curl")
                    .replace("http://127.0.0.1:8080", quickstart.address().toString())
                    .replace("{client_id}", quickstart.clientId())
                    .replace("{client_secret}", quickstart.clientSecret())
                    .replace("{tenant}", "acme");
            Map<String, Object> answer =
                    JSONObjectUtils.parse(PrintedCommand.firstIn(command).send().body());
            Map<String, Object> told = JSONObjectUtils.parse(block("json", "access_token"));

            assertThat(withoutToken(told)).isEqualTo(withoutToken(answer));
            assertThat(String.valueOf(told.get("access_token")))
                    .hasSameSizeAs(String.valueOf(answer.get("access_token")));
        }
    }

    private static Map<String, Object> withoutToken(Map<String, Object> answer) {
        Map<String, Object> rest = new HashMap<>(answer);
        rest.remove("access_token");
        rest.computeIfPresent(
                "scope", (name, scope) -> Set.of(String.valueOf(scope).split(" ")));
        return rest;
    }

    @Test
    void namesTheStarterAsItIs() {
        Pom starter = Pom.of("spring-boot-starter/pom.xml");

        assertThat(block("xml", "<dependency>"))
                .contains("<artifactId>" + starter.text("/project/artifactId") + "</artifactId>")
                .contains("<version>" + Project.version() + "</version>");
    }

    @Test
    void setsPropertiesThatTheStarterHas() throws IOException {
        String metadata =
                Project.read("spring-boot-starter/src/main/resources/META-INF/spring-configuration-metadata.json");

        assertThat(block("yaml", "tokenmint:")
                        .lines()
                        .skip(1)
                        .map(line -> "\"tokenmint." + line.strip().replaceAll(":.*", "\"")))
                .isNotEmpty()
                .allMatch(metadata::contains);
    }

    /** With those above and the commands that CI runs, these are all. */
    @Test
    void hasNoOtherBlocks() throws IOException {
        assertThat(page.blocks())
                .extracting(Page.Block::language)
                .containsExactly("", "", "java", "xml", "yaml", "sh", "json", "sh");
        assertThat(block("sh", "mvn")).startsWith("mvn -B test -Dgroups=heavy ");
        assertThat(Project.read(".ci/run"))
                .contains(
                        "readme_command 'Run it'",
                        "readme_command 'Test it'",
                        "grep -x 'mvn .*-Dgroups=heavy.*' README");
    }

    private String example() {
        return block("java", "TokenService");
    }

    private String block(String language, String word) {
        List<Page.Block> blocks = page.blocks().stream()
                .filter(block ->
                        block.language().equals(language) && block.text().contains(word))
                .toList();
        assertThat(blocks).hasSize(1);
        return blocks.get(0).text();
    }

    private static String program(String statements) {
        return "import io.tokenmint.*;\nimport io.tokenmint.spi.*;\nimport io.tokenmint.store.memory.*;\n"
                + "class Example {\npublic static void main(String[] arguments) {\n" + statements + "}\n}\n";
    }
}
