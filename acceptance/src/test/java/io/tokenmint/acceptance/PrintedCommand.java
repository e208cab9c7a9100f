package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A curl command as the quickstart prints it. */
record PrintedCommand(String text) {
    private static final Pattern COMMAND = Pattern.compile("^curl (?:[^\n]*\\\\\n)*[^\n]*$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(?:[^\\s'\\\\])+");

    static PrintedCommand firstIn(String output) {
        Matcher matcher = COMMAND.matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return new PrintedCommand(matcher.group());
    }

    /** The value that the command sends for a parameter. */
    String data(String name) {
        return valuesOf("-d").stream()
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /** Does what curl would do with it, without curl, so that it is tested on every machine. */
    HttpResponse<String> send() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address());
        if (!valuesOf("-d").isEmpty()) {
            request.method(valuesOf("-X").get(0), BodyPublishers.ofString(String.join("&", valuesOf("-d"))));
        }
        if (!valuesOf("-d").isEmpty() && valuesOf("-H").isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded"); // curl's own for -d
        }
        for (String header : valuesOf("-H")) {
            request.header(header.split(": ", 2)[0], header.split(": ", 2)[1]);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    /** Runs it in a shell, as a newcomer pastes it, and gives what it printed. */
    String paste() throws IOException, InterruptedException {
        EndedProcess shell = EndedProcess.of(new ProcessBuilder("sh", "-c", text));
        assertThat(shell.exitCode()).as(shell.output()).isZero();
        return shell.output();
    }

    private URI address() {
        return words().stream()
                .filter(word -> word.startsWith("http://"))
                .map(URI::create)
                .findFirst()
                .orElseThrow();
    }

    private List<String> valuesOf(String flag) {
        List<String> words = words();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < words.size() - 1; i++) {
            if (words.get(i).equals(flag)) {
                values.add(words.get(i + 1));
            }
        }
        return values;
    }

    private List<String> words() {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toList();
    }
}
