package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources of a consumer, compiled as a consumer would. */
record JavaSources(Path folder) {
    /** The files of a folder, copied to where they may be compiled. */
    static JavaSources copied(Path from, Path to) throws IOException {
        JavaSources sources = new JavaSources(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                sources = sources.with(file.getFileName().toString(), Files.readString(file));
            }
        }
        return sources;
    }

    JavaSources with(String file, String source) throws IOException {
        Files.writeString(folder.resolve(file), source);
        return this;
    }

    /** Compiles everything with all warnings as errors, and gives the folder with the classes. */
    Path compile(String... options) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments = Stream.concat(
                        Stream.of("--release", "17", "-Xlint:all", "-Werror", "-proc:none", "-d", classes.toString()),
                        Stream.of(options))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> sources = Files.list(folder)) {
            var units = files.getJavaFileObjectsFromPaths(
                    sources.filter(file -> file.toString().endsWith(".java")).toList());
            boolean compiled = compiler.getTask(messages, files, null, arguments, null, units)
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return classes;
    }
}
