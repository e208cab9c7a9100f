package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's libraries resolve, its program compiles and runs with them, and its requests are answered as the page says. */
class TutorialTest {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private Page page;

    @BeforeEach
    void read() throws IOException {
        page = new Page("docs/tutorial.md", Project.read("docs/tutorial.md"));
    }

    @Test
    void leadsToAGuardedApi(@TempDir Path folder) throws IOException, InterruptedException {
        String classPath = MavenConsumer.of(
                        Files.createDirectory(folder.resolve("project")),
                        elements(blocks("xml").get(0)))
                .classPath()
                .stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Path classes = new JavaSources(folder)
                .with("GuardedOrders.java", blocks("java").get(0))
                .compile("-cp", classPath);

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes + File.pathSeparator + classPath,
                        "GuardedOrders")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader()) {
            follow(printed(output));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The first command starts the program as this test does; the others are sent, with what it printed filled in. */
    private void follow(Map<String, String> printed) throws IOException, InterruptedException {
        assertThat(page.blocks())
                .extracting(Page.Block::language)
                .containsExactly("xml", "java", "sh", "sh", "sh", "sh");
        List<String> commands = blocks("sh");
        assertThat(commands.get(0)).endsWith("java -cp 'target/classes:target/dependency/*' GuardedOrders\n");

        HttpResponse<String> without = send(commands.get(1), printed);
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));

        HttpResponse<String> issued = send(commands.get(2), printed);
        assertThat(issued.statusCode()).isEqualTo(200);
        Matcher token = TOKEN.matcher(issued.body());
        assertThat(token.find()).isTrue();

        printed.put("access_token", token.group(1));
        HttpResponse<String> with = send(commands.get(3), printed);
        assertThat(with.statusCode()).isEqualTo(200);
        assertThat(with.body()).isEqualTo("orders of " + printed.get("client_id"));
    }

    private static HttpResponse<String> send(String command, Map<String, String> printed)
            throws IOException, InterruptedException {
        String filled = command;
        for (Map.Entry<String, String> value : printed.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return PrintedCommand.firstIn(filled).send();
    }

    private List<String> blocks(String language) {
        return page.blocks().stream()
                .filter(block -> block.language().equals(language))
                .map(Page.Block::text)
                .toList();
    }

    /** What a pom has beside who it is: that, and where to find snapshots, is the test's. */
    private static String elements(String pom) {
        return pom.substring(pom.indexOf("<properties>"), pom.indexOf("</project>"));
    }

    private static Map<String, String> printed(BufferedReader output) throws IOException {
        Map<String, String> values = new HashMap<>();
        while (!values.containsKey("client_secret")) {
            String line = output.readLine();
            assertThat(line).as("the program ended early").isNotNull();
            String[] words = line.split(" ", 2);
            values.put(words[0], words[1]);
        }
        assertThat(values.keySet()).containsAll(List.of("port", "client_id"));
        return values;
    }
}
