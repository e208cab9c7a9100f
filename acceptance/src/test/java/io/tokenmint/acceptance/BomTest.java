package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The BOM names what is published, and Maven resolves a project that imports it. */
class BomTest {
    private static final String IMPORT = """
            <dependencyManagement>
              <dependencies>
                <dependency>
                  <groupId>io.tokenmint</groupId>
                  <artifactId>tokenmint-bom</artifactId>
                  <version>%s</version>
                  <type>pom</type>
                  <scope>import</scope>
                </dependency>
              </dependencies>
            </dependencyManagement>
            <dependencies>
            %s
            </dependencies>
            """;
    private static final String DEPENDENCY = """
            <dependency>
              <groupId>io.tokenmint</groupId>
              <artifactId>%s</artifactId>
            </dependency>
            """;

    @TempDir
    Path folder;

    @Test
    void namesEveryPublishedModule() {
        assertThat(Pom.of("bom/pom.xml").texts("/project/dependencyManagement/dependencies/dependency/artifactId"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Published.values()).map(Published::artifact).toList());
    }

    @Test
    void everyModuleThatIsDeployedIsPublished() {
        assertThat(Pom.modules().stream().filter(module -> !module.equals("bom")))
                .filteredOn(module -> Pom.of(module + "/pom.xml")
                        .texts("/project/properties/maven.deploy.skip")
                        .isEmpty())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Published.values()).map(Published::folder).toList());
    }

    @Test
    void everyModuleIsResolvedWithoutAVersion() throws Exception {
        assertThat(resolved(Published.values()))
                .containsAll(Stream.of(Published.values())
                        .map(module -> module.artifact() + "-" + Project.version() + ".jar")
                        .toList());
    }

    @Test
    void coreAndItsStoreBringSlf4jAndCaffeineAndNothingElse() throws Exception {
        assertThat(resolved(Published.CORE, Published.STORE_MEMORY).map(jar -> jar.replaceAll("-\\d.*", "")))
                .containsExactlyInAnyOrder(
                        "tokenmint-core", "tokenmint-spi", "tokenmint-store-memory", "slf4j-api", "caffeine");
    }

    private Stream<String> resolved(Published... modules) throws Exception {
        String dependencies = Stream.of(modules)
                .map(module -> DEPENDENCY.formatted(module.artifact()))
                .collect(Collectors.joining());
        List<Path> classPath = MavenConsumer.of(folder, IMPORT.formatted(Project.version(), dependencies))
                .classPath();
        return classPath.stream().map(entry -> entry.getFileName().toString());
    }
}
