package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The quickstart as a process of its own, on a free port. */
final class RunningQuickstart implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("listens on (http://[0-9.:]+)");
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final String LAST_LINE = "/hello' -H";

    private final Process process;
    private final BufferedReader out;
    private final Path errors;
    private final StringBuilder greeting = new StringBuilder();

    private RunningQuickstart(Process process, Path errors) throws IOException {
        this.process = process;
        this.errors = errors;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.contains(LAST_LINE)) {
            greeting.append(line).append('\n');
            line = out.readLine();
        }
        greeting.append(line).append('\n');
        assertThat(line).as(() -> "the quickstart ended: " + read(errors)).isNotNull();
    }

    /** Starts it and waits until it listens. */
    static RunningQuickstart start(String... arguments) throws IOException {
        return start(List.of(), Map.of(), arguments);
    }

    static RunningQuickstart start(List<String> jvmOptions, Map<String, String> environment, String... arguments)
            throws IOException {
        Path errors = Files.createTempFile("quickstart", ".err");
        List<String> flags = new ArrayList<>(List.of("--port", "0"));
        flags.addAll(List.of(arguments));
        ProcessBuilder builder = command(jvmOptions, flags).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new RunningQuickstart(builder.start(), errors);
    }

    /** The command that starts it, for those who expect it to fail. */
    static ProcessBuilder command(List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tokenmint.quickstart.Quickstart"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.equals("PORT") || name.startsWith("TOKENMINT_"));
        return builder;
    }

    String greeting() {
        return greeting.toString();
    }

    URI address() {
        Matcher matcher = ADDRESS.matcher(greeting);
        assertThat(matcher.find()).isTrue();
        return URI.create(matcher.group(1));
    }

    URI resolve(String path) {
        return address().resolve(path);
    }

    /** The command that the greeting tells to paste. */
    PrintedCommand tokenCommand() {
        return PrintedCommand.firstIn(greeting());
    }

    String clientId() {
        return tokenCommand().data("client_id");
    }

    String clientSecret() {
        return tokenCommand().data("client_secret");
    }

    /** Gets a token for the client with this form-encoded secret. */
    String accessToken(String secret) throws IOException, InterruptedException {
        HttpResponse<String> response = tokenAnswer(secret);
        Matcher token = ACCESS_TOKEN.matcher(response.body());
        assertThat(token.find()).as("status " + response.statusCode()).isTrue();
        return token.group(1);
    }

    /** Asks for a token for the client with this form-encoded secret. */
    HttpResponse<String> tokenAnswer(String secret) throws IOException, InterruptedException {
        return Http.postForm(
                resolve("/oauth/token"),
                "grant_type=client_credentials&client_id=" + clientId() + "&client_secret=" + secret);
    }

    /** Shows a token to the demo resource. */
    HttpResponse<String> hello(String token) throws IOException, InterruptedException {
        return Http.get(resolve("/hello"), "Authorization", "Bearer " + token);
    }

    /** Tells it to stop, as a service manager does. */
    void terminate() {
        // Unlike Process.destroy this leaves its output to be read.
        process.toHandle().destroy();
    }

    /** Waits for its end and gives the exit code. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Everything it wrote after the greeting, to both streams, once it has ended. */
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        out.lines().forEach(line -> rest.append(line).append('\n'));
        return rest.append(read(errors)).toString();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        out.close();
        Files.deleteIfExists(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
