package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The BOM names what is published, each in the version of the whole. */
class BomTest {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(tokenmint-[^<]+)</artifactId>");
    private static final Pattern MANAGED = Pattern.compile(
            "<artifactId>(tokenmint-[^<]+)</artifactId>\\s*<version>\\$\\{project\\.version}</version>");
    private static final Pattern OWN_VERSION =
            Pattern.compile("<artifactId>tokenmint-(?:parent|bom)</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void namesEveryPublishedModule() throws IOException {
        Set<String> published = MODULE.matcher(Project.read("pom.xml"))
                .results()
                .map(module -> module.group(1))
                .filter(module -> !module.equals("bom"))
                .map(BomTest::pom)
                .filter(pom -> !pom.contains("maven.deploy.skip"))
                .map(BomTest::artifact)
                .collect(Collectors.toSet());
        Set<String> managed = MANAGED.matcher(Project.read("bom/pom.xml"))
                .results()
                .map(artifact -> artifact.group(1))
                .collect(Collectors.toSet());

        assertThat(managed).isEqualTo(published).contains("tokenmint-core");
    }

    @Test
    void hasTheVersionOfTheWhole() throws IOException {
        assertThat(version("bom/pom.xml")).isEqualTo(version("pom.xml"));
    }

    private static String version(String pom) throws IOException {
        return OWN_VERSION
                .matcher(Project.read(pom))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static String artifact(String pom) {
        return ARTIFACT.matcher(pom.substring(pom.indexOf("</parent>")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static String pom(String module) {
        try {
            return Project.read(module + "/pom.xml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
