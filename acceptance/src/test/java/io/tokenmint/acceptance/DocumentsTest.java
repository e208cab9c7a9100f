package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.acceptance.Page.Block;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.testing.databases.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The documents show what compiles, runs and is there. */
class DocumentsTest {
    /** Pages whose every block has a test of its own, and that test. */
    private static final Map<String, String> TESTED_ELSEWHERE = Map.of(
            "README.md", "ReadmeTest.java",
            "docs/tutorial.md", "TutorialTest.java",
            "docs/dependency-injection.md", "RecipesTest.java");

    /** Pages with commands for people who build the project. */
    private static final Set<String> FOR_BUILDERS = Set.of(
            "CONTRIBUTING.md",
            "benchmarks/README.md",
            "docs/compatibility.md",
            "docs/conformance.md",
            "docs/newcomer-trials.md");

    private static final Pattern YAML_LINE = Pattern.compile("(?m)^( *)([a-z-]+): *([^ #\n]*)");

    @Test
    void everyBlockIsTested() throws IOException {
        for (Block block : blocks()) {
            assertThat(isTested(block)).as(block.toString()).isTrue();
        }
        for (Map.Entry<String, String> elsewhere : TESTED_ELSEWHERE.entrySet()) {
            assertThat(Files.readString(test(elsewhere.getValue())))
                    .contains(elsewhere.getKey().replaceAll(".*/", ""));
        }
    }

    private static Path test(String file) throws IOException {
        try (Stream<Path> here = Files.walk(Project.path("acceptance/src"));
                Stream<Path> there = Files.walk(Project.path("compatibility"))) {
            return Stream.concat(here, there)
                    .filter(path -> path.endsWith(file))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean isTested(Block block) throws IOException {
        if (isRecipe(block)) {
            return Files.readString(test("RecipesTest.java"))
                    .contains(block.page().replaceAll(".*/", ""));
        }
        return isCut(block)
                || Set.of("java", "sql", "yaml").contains(block.language())
                || (block.language().equals("text") && !block.text().contains(";"));
    }

    /** A class that a test of the compatibility modules compares and runs. */
    private static boolean isRecipe(Block block) {
        return block.file().matches("\\w+\\.java");
    }

    private static boolean isCut(Block block) {
        return block.file().contains("/");
    }

    @Test
    void everyBlockWithAFileIsCutFromIt() throws IOException {
        List<Block> cut = blocks().stream().filter(DocumentsTest::isCut).toList();

        assertThat(cut).isNotEmpty();
        for (Block block : cut) {
            assertThat(block.file()).as(block.toString()).containsPattern("src/(test|main)/|\\.(xml|conf)$");
            assertThat(squeezed(Project.read(block.file()), block.language()))
                    .as(block.toString())
                    .contains(squeezed(block.text(), block.language()));
        }
    }

    /** Java breaks lines where there is room; elsewhere lines may only be indented differently. */
    private static String squeezed(String text, String language) {
        return language.equals("java") ? text.replaceAll("\\s+", "") : text.replaceAll("(?m)^ +", "");
    }

    @Test
    void everyOtherBlockOfJavaCompiles(@TempDir Path folder) throws IOException {
        JavaSources sources = new JavaSources(folder);
        List<String> statements = blocks().stream()
                .filter(block -> block.language().equals("java") && block.file().isEmpty())
                .map(Block::text)
                .toList();
        for (int i = 0; i < statements.size(); i++) {
            sources = sources.with("Block" + i + ".java", program("Block" + i, statements.get(i)));
        }

        assertThat(statements).isNotEmpty();
        assertThat(sources.compile("-cp", System.getProperty("java.class.path")))
                .isNotEmptyDirectory();
    }

    @Test
    void everyKeyInYamlIsAPropertyOfTheStarter() throws IOException {
        String metadata =
                Project.read("spring-boot-starter/src/main/resources/META-INF/spring-configuration-metadata.json");
        List<Block> yaml = blocks().stream()
                .filter(block -> block.language().equals("yaml"))
                .toList();

        assertThat(yaml).isNotEmpty();
        for (Block block : yaml) {
            assertThat(properties(block.text())).isNotEmpty().allMatch(name -> metadata.contains("\"" + name + "\""));
        }
    }

    /** The dotted names of what has a value. */
    private static List<String> properties(String yaml) {
        Deque<String> path = new ArrayDeque<>();
        List<String> names = new ArrayList<>();
        for (MatchResult line : YAML_LINE.matcher(yaml).results().toList()) {
            while (path.size() > line.group(1).length() / 2) {
                path.removeLast();
            }
            path.addLast(line.group(2));
            if (!line.group(3).isEmpty()) {
                names.add(String.join(".", path));
            }
        }
        return names;
    }

    @Test
    @EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
    void everyBlockOfSqlRuns() throws Exception {
        List<Block> sql = blocks().stream()
                .filter(block -> block.language().equals("sql"))
                .toList();

        assertThat(sql).isNotEmpty();
        try (Connection connection =
                        DriverManager.getConnection(PostgresServer.shared().newDatabase());
                Statement statement = connection.createStatement()) {
            statement.execute(JdbcSchema.partitionedScript(JdbcSettings.defaults()));
            for (Block block : sql) {
                statement.execute(block.text());
            }
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                assertThat(leadsSomewhere(page, link))
                        .as(page.path() + " links to " + link)
                        .isTrue();
            }
        }
    }

    private static boolean leadsSomewhere(Page page, String link) throws IOException {
        if (link.startsWith("https://")) {
            return true; // no test needs the network
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? Project.path(page.path())
                : Project.path(page.path()).resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1
                        || new Page(link, Files.readString(target)).anchors().contains(parts[1]));
    }

    @Test
    void everyPageIsLinkedTo() throws IOException {
        Set<Path> targets = Page.all().stream()
                .flatMap(page -> page.links().stream()
                        .filter(link -> !link.startsWith("https://"))
                        .map(link -> Project.path(page.path())
                                .resolveSibling(link.replaceAll("#.*", ""))
                                .normalize()))
                .collect(Collectors.toSet());

        assertThat(Page.all().stream().map(Page::path))
                .filteredOn(path -> !path.equals("README.md"))
                .allMatch(path -> targets.contains(Project.path(path)));
    }

    private static List<Block> blocks() throws IOException {
        return Page.all().stream()
                .filter(page -> !TESTED_ELSEWHERE.containsKey(page.path()) && !FOR_BUILDERS.contains(page.path()))
                .flatMap(page -> page.blocks().stream())
                .toList();
    }

    private static String program(String name, String statements) {
        return """
                import io.tokenmint.*;
                import io.tokenmint.http.*;
                import io.tokenmint.spi.*;
                import io.tokenmint.store.jdbc.*;
                import io.tokenmint.store.memory.*;
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
