package io.tokenmint.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long a new JVM takes from the first line of main to the first token, with the memory stores. */
final class StartUp {
    static final String SUBJECT = "TOKENMINT main to first token";

    private StartUp() {}

    static Figure measure(int runs) throws IOException {
        List<Double> millis = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            millis.add(firstToken());
        }
        return Figure.of(Question.START_UP, SUBJECT, millis, "ms");
    }

    private static double firstToken() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstToken.class.getName());
        Process jvm = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Long.parseLong(printed) / 1e6;
    }
}
