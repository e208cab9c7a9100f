package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An application on the module path, compiled. It runs in a JVM that has only the modules which somebody requires: none joins
 * as a provider of services.
 *
 * @param modulePath the application and everything that may be on the path
 * @param classPath what is no module's business, such as a database's driver
 */
record ModularConsumer(List<Path> modulePath, List<Path> classPath) {
    /** Compiles the sources of that name against the places that these classes come from. */
    static ModularConsumer compile(String name, Path folder, Class<?>... libraries) throws IOException {
        List<Path> path = new ArrayList<>(origins(libraries));
        path.add(JavaSources.copied(Project.path("acceptance/src/test/consumers/" + name), folder)
                .compile("--module-path", joined(path)));
        return new ModularConsumer(path, List.of());
    }

    ModularConsumer withClassPath(Class<?>... libraries) {
        return new ModularConsumer(modulePath, origins(libraries));
    }

    /** What the program prints, line by line; it must end well. */
    List<String> run() throws IOException, InterruptedException {
        return java("--module", "consumer/consumer.Main");
    }

    /** The names of the modules that it runs with. */
    List<String> modules() throws IOException, InterruptedException {
        // such as "java.base@17.0.15"
        return java("--list-modules").stream()
                .map(line -> line.split("[@ ]", 2)[0])
                .toList();
    }

    private List<String> java(String... what) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("--limit-modules", "consumer", "--module-path", joined(modulePath), "-cp", joined(classPath)));
        arguments.addAll(List.of(what));
        EndedProcess process = EndedProcess.ofJava(arguments.toArray(String[]::new));
        assertThat(process.exitCode()).as(process.output()).isZero();
        return process.output()
                .lines()
                .filter(line -> !line.startsWith("SLF4J"))
                .toList();
    }

    private static List<Path> origins(Class<?>... libraries) {
        return Stream.of(libraries).map(Project::origin).toList();
    }

    private static String joined(List<Path> path) {
        return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
