package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that was expected to end by itself, and did.
 *
 * @param exitCode its exit code
 * @param output what it wrote to both streams
 */
record EndedProcess(int exitCode, String output) {
    /** Runs a command to its end; one that still runs after five minutes is ended and fails the test. */
    static EndedProcess of(ProcessBuilder command) throws IOException, InterruptedException {
        File output = Files.createTempFile("process", ".out").toFile();
        Process process =
                command.redirectErrorStream(true).redirectOutput(output).start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            String text = Files.readString(output.toPath());
            assertThat(ended).as("it still runs: " + text).isTrue();
            return new EndedProcess(process.exitValue(), text);
        } finally {
            process.destroyForcibly();
            Files.delete(output.toPath());
        }
    }

    /** Runs {@code java} with these arguments. */
    static EndedProcess ofJava(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return of(new ProcessBuilder(command));
    }
}
