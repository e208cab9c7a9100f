package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of what was tested has the versions that the tests run with. */
class CompatibilityTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([0-9][^|]*) \\|");
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("PostgreSQL", "postgresql"),
            Map.entry("PostgreSQL JDBC driver", "postgresql-driver"),
            Map.entry("MariaDB", "mariadb"),
            Map.entry("MariaDB JDBC driver", "mariadb-driver"),
            Map.entry("H2", "h2"),
            Map.entry("HSQLDB", "hsqldb"),
            Map.entry("SQLite JDBC", "sqlite"),
            Map.entry("Derby", "derby"),
            Map.entry("HikariCP", "hikari"),
            Map.entry("Flyway", "flyway"),
            Map.entry("Redis server of embedded-redis", "embedded-redis"),
            Map.entry("Lettuce", "lettuce"),
            Map.entry("Tomcat", "tomcat"),
            Map.entry("Jetty", "jetty"),
            Map.entry("Undertow", "undertow"),
            Map.entry("Guice", "guice"),
            Map.entry("Spring Framework", "spring"),
            Map.entry("Spring Framework 7", "spring-7"),
            Map.entry("Weld 5", "weld-5"),
            Map.entry("Dagger", "dagger"),
            Map.entry("Avaje Inject", "avaje"),
            Map.entry("Micronaut", "micronaut"),
            Map.entry("Quarkus", "quarkus"),
            Map.entry("Spring Boot", "spring-boot"),
            Map.entry("Spring Boot 4", "spring-boot-4"),
            Map.entry("Weld", "weld"),
            Map.entry("Micrometer", "micrometer"),
            Map.entry("Bucket4j", "bucket4j"),
            Map.entry("Nimbus OAuth 2.0 SDK", "nimbus.oauth2"),
            Map.entry("Spring Security", "spring.security"),
            Map.entry("Google OAuth client", "google.oauth"));

    @Test
    void namesTheVersionsOfTheBuild() throws IOException {
        String pom = Project.read("pom.xml");
        Map<String, String> tested = PROPERTIES.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> version(pom, entry.getValue())));
        Map<String, String> named = ROW.matcher(Project.read("docs/compatibility.md"))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(named).isEqualTo(tested);
    }

    private static String version(String pom, String property) {
        Matcher version = Pattern.compile("<" + Pattern.quote(property) + "\\.version>([^<]+)<")
                .matcher(pom);
        assertThat(version.find()).as(property).isTrue();
        return version.group(1);
    }
}
