package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every version of a library or plugin is said once: in the root pom, or in its parent, the BOM, for a plugin that publishes. */
class PomsTest {
    private static final String VERSIONS = "//version[not(parent::parent)]";
    private static final String VERSION_PROPERTIES = "/project/properties/*[contains(name(), 'version')]";
    private static final String PLUGINS_WITH_VERSIONS = "//plugin[version]/artifactId";

    @ParameterizedTest
    @MethodSource("modules")
    void noModuleSaysAVersionItself(String module) {
        Pom pom = Pom.of(module + "/pom.xml");

        assertThat(pom.texts(VERSIONS)).allMatch(version -> version.startsWith("${"));
        assertThat(pom.texts(VERSION_PROPERTIES)).isEmpty();
    }

    @Test
    void theVersionOfALibraryIsAProperty() {
        assertThat(Pom.of("pom.xml").texts("//dependency/version"))
                .isNotEmpty()
                .allMatch(version -> version.startsWith("${"));
    }

    @Test
    void theVersionOfAPluginIsSaidOnce() {
        assertThat(Pom.of("pom.xml").texts(PLUGINS_WITH_VERSIONS))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(Pom.of("bom/pom.xml").texts(PLUGINS_WITH_VERSIONS));
    }

    @ParameterizedTest
    @EnumSource
    void everyPublishedModuleHasANameOnTheModulePath(Published module) {
        boolean described = Files.exists(Project.path(module.folder() + "/src/main/java/module-info.java"));
        List<String> names = Pom.of(module.folder() + "/pom.xml").texts("//Automatic-Module-Name");

        assertThat(names).hasSize(described ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource
    void everyPublishedModuleBringsItsSourcesAndItsJavadoc(Published module) {
        assertThat(Pom.of(module.folder() + "/pom.xml").texts("/project/build/plugins/plugin/artifactId"))
                .contains("maven-source-plugin", "maven-javadoc-plugin");
    }

    /** What Maven Central asks of every pom; the modules inherit it, but for what they are. */
    @Test
    void whoWeAreIsSaid() {
        assertThat(List.of("url", "licenses/license/url", "developers/developer/name", "scm/connection", "scm/url"))
                .allSatisfy(element -> assertThat(Pom.of("bom/pom.xml").text("/project/" + element))
                        .isNotBlank());
        assertThat(Published.values())
                .allSatisfy(module -> assertThat(
                                Pom.of(module.folder() + "/pom.xml").texts("/project/name | /project/description"))
                        .hasSize(2));
    }

    private static Iterable<String> modules() {
        return Pom.modules().stream()
                .filter(module -> !module.equals("bom"))
                .flatMap(Pom::withModules)
                .toList();
    }
}
