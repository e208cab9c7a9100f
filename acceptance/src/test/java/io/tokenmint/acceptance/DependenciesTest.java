package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.HdrHistogram.Histogram;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.commons.JUnitException;
import org.opentest4j.AssertionFailedError;
import org.slf4j.Logger;

/**
 * What each published module needs of others, as the JDK's {@code jdeps} finds it. A package that is new here is new for
 * every user.
 */
class DependenciesTest {
    private static final Map<Published, Set<String>> PACKAGES = Map.of(
            Published.SPI,
            Set.of("org.jspecify.annotations"),
            Published.CORE,
            Set.of(
                    "com.github.benmanes.caffeine.cache",
                    "io.tokenmint.spi",
                    "jakarta.inject",
                    "jdk.jfr",
                    "org.jspecify.annotations",
                    "org.slf4j"),
            Published.HTTP,
            Set.of(
                    "com.github.benmanes.caffeine.cache",
                    "com.sun.net.httpserver",
                    "io.tokenmint",
                    "io.tokenmint.spi",
                    "jakarta.servlet",
                    "jakarta.servlet.http",
                    "java.net.http",
                    "org.jspecify.annotations",
                    "org.slf4j"),
            Published.STORE_CONTRACT,
            Set.of(
                    "io.tokenmint.spi",
                    "org.assertj.core.api",
                    "org.assertj.core.api.iterable",
                    "org.jspecify.annotations",
                    "org.junit.jupiter.api"),
            Published.STORE_MEMORY,
            Set.of("io.tokenmint.spi", "org.jspecify.annotations"),
            Published.STORE_JDBC,
            Set.of("io.tokenmint.spi", "java.sql", "javax.sql", "org.jspecify.annotations", "org.slf4j"),
            Published.MICROMETER,
            Set.of("io.micrometer.core.instrument", "io.tokenmint", "io.tokenmint.spi", "org.jspecify.annotations"),
            Published.SPRING_BOOT_STARTER,
            Set.of(
                    "io.micrometer.core.instrument",
                    "io.tokenmint",
                    "io.tokenmint.http",
                    "io.tokenmint.micrometer",
                    "io.tokenmint.spi",
                    "io.tokenmint.store.jdbc",
                    "io.tokenmint.store.memory",
                    "jakarta.servlet",
                    "jakarta.servlet.http",
                    "javax.sql",
                    "org.jspecify.annotations",
                    "org.springframework"));

    /** Such as {@code io.tokenmint.http -> java.net.http java.net.http}. */
    private static final Pattern NEED = Pattern.compile("(?m)^\\s+(\\S+)\\s+-> (\\S+)\\s");

    @ParameterizedTest
    @EnumSource
    void needsNothingElse(Published module) {
        assertThat(needs(module)).isEqualTo(PACKAGES.get(module));
    }

    /** Packages outside the module and outside what java.base exports to all; all of Spring's count as one. */
    private static Set<String> needs(Published module) {
        return NEED.matcher(jdeps(module))
                .results()
                .filter(need -> !need.group(1).equals(need.group(2)))
                .map(need -> need.group(2))
                .filter(name -> !Object.class.getModule().isExported(name))
                .map(name -> name.startsWith("org.springframework.") ? "org.springframework" : name)
                .collect(Collectors.toSet());
    }

    private static String jdeps(Published module) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        int exitCode = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        writer,
                        writer,
                        "--multi-release",
                        "base",
                        "--module-path",
                        modulePath(module),
                        "-verbose:package",
                        "-filter:none",
                        module.origin().toString());
        assertThat(exitCode).as(output.toString()).isZero();
        return output.toString();
    }

    /** What modules require at run time, directly or not: without it the tool cannot read them as modules. */
    private static String modulePath(Published module) {
        Stream<Path> libraries = Stream.of(
                        Logger.class,
                        Caffeine.class,
                        MeterRegistry.class,
                        Observation.class,
                        KeyValue.class,
                        Histogram.class,
                        Test.class,
                        JUnitException.class,
                        AssertionFailedError.class,
                        Assertions.class,
                        ByteBuddy.class)
                .map(Project::origin);
        return Stream.concat(
                        Stream.of(Published.SPI, Published.CORE)
                                .filter(other -> other != module)
                                .map(Published::origin),
                        libraries)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
