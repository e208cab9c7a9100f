package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A user's project, resolved by Maven: our modules from a repository that holds what this build would publish, everything
 * else from what the build itself has fetched. No network, and nothing of ours in anybody's local repository.
 *
 * @param folder the project's folder, with its pom
 */
record MavenConsumer(Path folder) {
    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>consumer</groupId>
              <artifactId>consumer</artifactId>
              <version>1</version>
              <repositories>
                <repository>
                  <id>staged</id>
                  <url>%s</url>
                </repository>
              </repositories>
            %s
            </project>
            """;
    private static final String SETTINGS = """
            <settings>
              <mirrors>
                <mirror>
                  <id>fetched</id>
                  <mirrorOf>*,!staged</mirrorOf>
                  <url>%s</url>
                </mirror>
              </mirrors>
            </settings>
            """;

    /** A project with these elements in its pom. */
    static MavenConsumer of(Path folder, String elements) throws IOException {
        Path staged = folder.resolve("staged");
        stage(staged, "pom.xml", "tokenmint-parent");
        stage(staged, "bom/pom.xml", "tokenmint-bom");
        for (Published module : Published.values()) {
            stage(staged, module.folder() + "/pom.xml", module.artifact());
            pack(module.origin(), file(staged, module.artifact(), "jar"));
        }
        Files.writeString(folder.resolve("pom.xml"), POM.formatted(staged.toUri(), elements));
        Files.writeString(
                folder.resolve("settings.xml"),
                SETTINGS.formatted(
                        Path.of(System.getProperty("localRepository")).toUri()));
        return new MavenConsumer(folder);
    }

    /** Everything that it compiles and runs with. */
    List<Path> classPath() throws IOException, InterruptedException {
        Path output = folder.resolve("class-path");
        String settings = folder.resolve("settings.xml").toString();
        ProcessBuilder maven = new ProcessBuilder(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "--batch-mode",
                "--quiet",
                "--settings",
                settings,
                "--global-settings",
                settings,
                "--lax-checksums",
                "-Dmaven.repo.local=" + folder.resolve("local"),
                "-Dmdep.outputFile=" + output,
                "org.apache.maven.plugins:maven-dependency-plugin:" + dependencyPlugin() + ":build-classpath");
        maven.directory(folder.toFile()).environment().put("JAVA_HOME", System.getProperty("java.home"));
        EndedProcess ended = EndedProcess.of(maven);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return Stream.of(Files.readString(output).split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    private static String dependencyPlugin() {
        return Pom.of("pom.xml")
                .text("/project/build/pluginManagement/plugins/plugin[artifactId='maven-dependency-plugin']/version");
    }

    private static void stage(Path repository, String pom, String artifact) throws IOException {
        Files.copy(Project.path(pom), file(repository, artifact, "pom"));
    }

    private static void pack(Path origin, Path jar) throws IOException {
        if (Files.isDirectory(origin)) {
            int exitCode = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", origin.toString(), ".");
            assertThat(exitCode).isZero();
        } else {
            Files.copy(origin, jar);
        }
    }

    private static Path file(Path repository, String artifact, String type) throws IOException {
        String version = Project.version();
        Path folder = Files.createDirectories(
                repository.resolve("io/tokenmint").resolve(artifact).resolve(version));
        return folder.resolve(artifact + "-" + version + "." + type);
    }
}
