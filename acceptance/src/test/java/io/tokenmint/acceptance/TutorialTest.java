package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's libraries resolve, its program compiles and runs with them, and its requests are answered as the page says. */
class TutorialTest {
    private static final Pattern POM = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PROGRAM = Pattern.compile("```java GuardedOrders.java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void leadsToAGuardedApi(@TempDir Path folder) throws IOException, InterruptedException {
        String page = Project.read("docs/tutorial.md");
        String classPath =
                MavenConsumer.of(Files.createDirectory(folder.resolve("project")), block(POM, page))
                        .classPath()
                        .stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        Path classes = new JavaSources(folder)
                .with("GuardedOrders.java", block(PROGRAM, page))
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

    private static String block(Pattern kind, String page) {
        Matcher block = kind.matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private void follow(Map<String, String> printed) throws IOException, InterruptedException {
        String base = "http://127.0.0.1:" + printed.get("port");
        URI orders = URI.create(base + "/orders");
        HttpResponse<String> without = send(HttpRequest.newBuilder(orders));
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));

        HttpResponse<String> issued = send(HttpRequest.newBuilder(URI.create(base + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + printed.get("client_id")
                        + "&client_secret=" + printed.get("client_secret"))));
        assertThat(issued.statusCode()).isEqualTo(200);
        Matcher token = TOKEN.matcher(issued.body());
        assertThat(token.find()).isTrue();

        HttpResponse<String> with =
                send(HttpRequest.newBuilder(orders).header("Authorization", "Bearer " + token.group(1)));
        assertThat(with.statusCode()).isEqualTo(200);
        assertThat(with.body()).isEqualTo("orders of " + printed.get("client_id"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
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
