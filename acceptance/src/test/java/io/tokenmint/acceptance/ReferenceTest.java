package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.TokenError;
import io.tokenmint.TokenEvent;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.AccessError;
import io.tokenmint.http.BearerGuardBuilder;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.RemoteIntrospectionBuilder;
import io.tokenmint.spi.ClientBuilder;
import io.tokenmint.spi.ClientSettings;
import io.tokenmint.store.jdbc.JdbcSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference names everything that there is, and nothing that there is not. */
class ReferenceTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^## ");
    private static final Pattern FIRST_COLUMN = Pattern.compile("(?m)^\\| (`[^|]*`) \\|");
    private static final Pattern COLUMN = Pattern.compile("(?m)^    ([a-z_]+) ");
    private static final Pattern OPTION = Pattern.compile("[A-Z_]+\\(\\s*\"(|--[a-z-]+)\",\\s*\"(|[A-Z_]+)\",");
    private static final Pattern PROPERTY =
            Pattern.compile("\"name\": \"(tokenmint[^\"]+)\",[^{}]*\"defaultValue\": \"?([^\"\n]*)\"?");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @ParameterizedTest
    @ValueSource(
            classes = {
                TokenSettings.Builder.class,
                ClientBuilder.class,
                ClientSettings.class,
                EndpointSettings.Builder.class,
                BearerGuardBuilder.class,
                RemoteIntrospectionBuilder.class,
                JdbcSettings.Builder.class
            })
    void listsTheSettings(Class<?> type) throws IOException {
        Class<?> named = type.getEnclosingClass() == null ? type : type.getEnclosingClass();

        assertThat(firstColumn(named.getSimpleName())).isEqualTo(settings(type));
    }

    @Test
    void listsThePropertiesOfTheStarter() throws IOException {
        String metadata =
                Project.read("spring-boot-starter/src/main/resources/META-INF/spring-configuration-metadata.json");
        List<String> rows = PROPERTY.matcher(metadata)
                .results()
                .map(property -> "| `" + property.group(1) + "` | "
                        + (property.group(2).isEmpty() ? "none" : "`" + property.group(2) + "`") + " |")
                .toList();

        assertThat(rows).isNotEmpty();
        assertThat(section("application.yml").lines().filter(line -> line.startsWith("| `")))
                .hasSameSizeAs(rows)
                .allMatch(line -> rows.stream().anyMatch(line::startsWith))
                .doesNotHaveDuplicates();
    }

    @Test
    void listsTheErrors() throws IOException {
        assertThat(firstColumn("Errors"))
                .isEqualTo(
                        Arrays.stream(TokenError.values()).map(TokenError::code).collect(Collectors.toSet()));
    }

    @Test
    void listsTheEvents() throws IOException {
        assertThat(firstColumn("Events"))
                .isEqualTo(Arrays.stream(TokenEvent.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toSet()));
    }

    @Test
    void listsTheFieldsOfEvents() throws IOException {
        String reference = Project.read("docs/reference.md");
        for (Class<?> event : TokenEvent.class.getPermittedSubclasses()) {
            String fields = Arrays.stream(event.getRecordComponents())
                    .map(RecordComponent::getName)
                    .filter(name -> !name.equals("at") && !name.equals("took"))
                    .map(name -> "`" + name + "`")
                    .collect(Collectors.joining(", "));

            assertThat(reference).contains("| `" + event.getSimpleName() + "` | " + fields + " |");
        }
    }

    @Test
    void listsTheMeters() throws IOException {
        assertThat(firstColumn("Meters")).isEqualTo(words("micrometer/src/main", "timer\\(\\s*\"([a-z.]+)\""));
    }

    @Test
    void listsTheReasonsOfTheService() throws IOException {
        assertThat(firstColumn("Why a request was refused"))
                .isEqualTo(words("core/src/main", "TokenError\\.[A-Z_]+,\\s*\"([a-z_]+)\""));
        assertThat(firstColumn("Why a request was refused over HTTP"))
                .isEqualTo(words("http/src/main", "(?:TokenError\\.[A-Z_]+|HttpRefusal\\([0-9]+),\\s*\"([a-z_]+)\""));
    }

    @Test
    void listsTheReasonsOfTheGuard() throws IOException {
        Pattern denial = Pattern.compile("AccessError\\.([A-Z_]+),\\s*\"([a-z_]+)\",\\s*\"([^\"]*)\"");
        Set<String> rows = denial.matcher(Project.read("http/src/main/java/io/tokenmint/http/Denials.java"))
                .results()
                .map(found -> row(AccessError.valueOf(found.group(1)), found.group(2), found.group(3)))
                .collect(Collectors.toSet());

        assertThat(rows).hasSize(8);
        assertThat(section("Why a guard kept a request out").lines().filter(line -> line.startsWith("| `")))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    private static String row(AccessError error, String reason, String description) {
        return "| `" + reason + "` | " + error.status() + " | "
                + (error.code().isEmpty() ? "" : "`" + error.code() + "`") + " | " + description + " |";
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenmint_token", "tokenmint_authorization", "tokenmint_client"})
    void listsTheColumns(String table) throws IOException {
        String script = Project.read("store-jdbc/src/main/resources/META-INF/tokenmint/postgresql/V1__tokenmint.sql");
        String columns = script.substring(script.indexOf("EXISTS " + table + " ("));

        assertThat(firstColumn("Columns of " + table))
                .isEqualTo(COLUMN.matcher(columns.substring(0, columns.indexOf(");")))
                        .results()
                        .map(column -> column.group(1))
                        .collect(Collectors.toSet()));
    }

    @Test
    void listsTheOptionsOfTheQuickstart() throws IOException {
        String options = Project.read("quickstart/src/main/java/io/tokenmint/quickstart/Option.java");

        assertThat(firstColumn("Options of the quickstart"))
                .isEqualTo(OPTION.matcher(options)
                        .results()
                        .flatMap(option -> Stream.of(option.group(1), option.group(2)))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet()));
    }

    /** Settings are the public methods that return another of the same type, or the builder they belong to. */
    private static Set<String> settings(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() == type)
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static String section(String heading) throws IOException {
        return SECTION.splitAsStream(Project.read("docs/reference.md"))
                .filter(text ->
                        text.lines().findFirst().orElse("").replace("`", "").endsWith(heading))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> firstColumn(String heading) throws IOException {
        return FIRST_COLUMN
                .matcher(section(heading))
                .results()
                .flatMap(cell -> CODE.matcher(cell.group(1)).results())
                .map(word -> word.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> words(String folder, String pattern) throws IOException {
        Pattern word = Pattern.compile(pattern);
        try (Stream<Path> files = Files.walk(Project.path(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> word.matcher(read(file)).results())
                    .map((MatchResult found) -> found.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
