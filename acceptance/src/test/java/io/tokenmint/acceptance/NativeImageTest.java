package io.tokenmint.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.tokenmint.store.jdbc.JdbcSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What GraalVM's native-image cannot see by following calls does not happen in the published modules, or is listed in their
 * {@code META-INF/native-image}. The image itself is not built here.
 */
class NativeImageTest {
    private static final String CAFFEINE = "com.github.benmanes.caffeine.cache.";

    private static final DescribedPredicate<JavaMethodCall> LOAD_A_RESOURCE = describe(
            "load a resource",
            call -> call.getTargetOwner().isEquivalentTo(Class.class)
                    && call.getName().startsWith("getResource"));
    private static final DescribedPredicate<JavaMethodCall> ASK_A_CLASS_FOR_ITS_PARTS = describe(
            "ask a class for its parts",
            call -> call.getTargetOwner().isEquivalentTo(Class.class)
                    && call.getName()
                            .matches(
                                    "forName|newInstance|get(Declared)?(Method|Field|Constructor|Class|RecordComp)\\w*"));
    private static final DescribedPredicate<JavaMethodCall> LOAD_NATIVE_CODE = describe(
            "load native code",
            call -> call.getName().matches("load|loadLibrary")
                    && call.getTargetOwner().isAssignableTo(System.class));

    private static final JavaClasses PUBLISHED = new ClassFileImporter()
            .importLocations(
                    Stream.of(Published.values()).map(NativeImageTest::location).toList());

    @Test
    void everyPublishedModuleIsLookedAt() {
        assertThat(PUBLISHED.stream().map(type -> type.getPackageName()))
                .contains(
                        "io.tokenmint",
                        "io.tokenmint.spi",
                        "io.tokenmint.http",
                        "io.tokenmint.micrometer",
                        "io.tokenmint.spring.boot",
                        "io.tokenmint.store.contract",
                        "io.tokenmint.store.jdbc",
                        "io.tokenmint.store.memory");
    }

    @Test
    void nothingIsLookedUpByName() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.lang.reflect..")
                        .or(belongToAnyOf(
                                MethodHandles.Lookup.class,
                                ServiceLoader.class,
                                ClassLoader.class,
                                ObjectInputStream.class,
                                ObjectOutputStream.class)))
                .orShould()
                .callMethodWhere(ASK_A_CLASS_FOR_ITS_PARTS.or(LOAD_NATIVE_CODE))
                .check(PUBLISHED);
    }

    @Test
    void onlyTheSchemaIsLoadedAsAResource() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(JdbcSchema.class.getName())
                .should()
                .callMethodWhere(LOAD_A_RESOURCE)
                .check(PUBLISHED);
    }

    @Test
    void everyFileOfTheSchemaIsListedOnTheClassPathAndInTheModule() throws IOException {
        JsonNode listed = metadata(Published.STORE_JDBC).get("resources");
        List<String> onClassPath = globs(listed, "");

        assertThat(globs(listed, "io.tokenmint.store.jdbc")).isEqualTo(onClassPath);
        assertThat(schemaFiles())
                .hasSizeGreaterThan(1)
                .allMatch(file -> onClassPath.stream()
                        .anyMatch(glob -> FileSystems.getDefault()
                                .getPathMatcher("glob:" + glob)
                                .matches(file)));
    }

    /** Caffeine loads the classes that fit a cache by their names, and has no metadata of its own. */
    @Test
    void theClassesOfEveryCacheAreListed() throws Exception {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "want a cache of another kind",
                        call -> call.getTargetOwner().isEquivalentTo(Caffeine.class)
                                && !call.getName().matches("newBuilder|maximumSize|expireAfterWrite|executor|build")))
                .check(PUBLISHED);
        Set<String> needed = Stream.of(
                        Caffeine.newBuilder().maximumSize(1),
                        Caffeine.newBuilder().maximumSize(1).expireAfterWrite(Duration.ofMinutes(1)))
                .flatMap(NativeImageTest::classesOf)
                .collect(Collectors.toSet());

        Set<String> listed = StreamSupport.stream(
                        metadata(Published.CORE).get("reflection").spliterator(), false)
                .map(entry -> entry.get("type").asText())
                .collect(Collectors.toSet());
        assertThat(listed).isEqualTo(needed).hasSize(4);
    }

    private static Location location(Published module) {
        Path origin = module.origin();
        try {
            return Files.isDirectory(origin) ? Location.of(origin) : Location.of(new JarFile(origin.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> classesOf(Caffeine<?, ?> builder) {
        try {
            Method cache = Class.forName(CAFFEINE + "LocalCacheFactory").getMethod("getClassName", Caffeine.class);
            Method node =
                    Class.forName(CAFFEINE + "NodeFactory").getMethod("getClassName", Caffeine.class, boolean.class);
            cache.setAccessible(true);
            node.setAccessible(true);
            return Stream.of(CAFFEINE + cache.invoke(null, builder), CAFFEINE + node.invoke(null, builder, false));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> globs(JsonNode resources, String module) {
        List<String> globs = new ArrayList<>();
        for (JsonNode resource : resources) {
            if (resource.path("module").asText("").equals(module)) {
                globs.add(resource.get("glob").asText());
            }
        }
        return globs;
    }

    private static JsonNode metadata(Published module) throws IOException {
        String file = "META-INF/native-image/io.tokenmint/" + module.artifact() + "/reachability-metadata.json";
        try (InputStream content = NativeImageTest.class.getClassLoader().getResourceAsStream(file)) {
            assertThat(content).as(file).isNotNull();
            return new ObjectMapper().readTree(content);
        }
    }

    private static List<Path> schemaFiles() throws IOException {
        Path resources = Project.path("store-jdbc/src/main/resources");
        try (Stream<Path> files = Files.walk(resources.resolve("META-INF/tokenmint"))) {
            return files.filter(Files::isRegularFile).map(resources::relativize).toList();
        }
    }
}
