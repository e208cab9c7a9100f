package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.tokenmint.TokenService;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.micrometer.MicrometerTokenListener;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.h2.Driver;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** Applications on the module path, each with the modules that it needs and no other; they are in {@code src/test/consumers}. */
class ModulePathTest {
    private static final Class<?>[] CORE = {TokenService.class, TokenStore.class, Logger.class, Caffeine.class};
    private static final Class<?>[] MEMORY = with(CORE, MemoryTokenStore.class);
    private static final Class<?>[] HTTP = with(MEMORY, TokenEndpoint.class);

    private static final String[] MODULES_OF_CORE = {
        "consumer", "io.tokenmint", "io.tokenmint.spi", "org.slf4j", "com.github.benmanes.caffeine", "java.base"
    };
    private static final String[] MODULES_OF_MEMORY = with(MODULES_OF_CORE, "io.tokenmint.store.memory");
    private static final String[] MODULES_OF_HTTP = with(MODULES_OF_MEMORY, "io.tokenmint.http", "java.net.http");

    @TempDir
    Path folder;

    @Test
    void tokensInMemoryNeedNothingBeyondCoreAndTheStore() throws Exception {
        ModularConsumer consumer = ModularConsumer.compile("memory", folder, MEMORY);

        assertThat(consumer.run()).containsExactly("Issued[expiresIn=14399, scope=a.read, shape=SERVICE]");
        assertThat(consumer.modules()).containsExactlyInAnyOrder(MODULES_OF_MEMORY);
    }

    @Test
    void anEndpointNeedsNeitherServletsNorTheJdksServer() throws Exception {
        ModularConsumer consumer = ModularConsumer.compile("endpoint", folder, HTTP);

        assertThat(consumer.run()).containsExactly("405");
        assertThat(consumer.modules()).containsExactlyInAnyOrder(MODULES_OF_HTTP);
    }

    @Test
    void theJdksServerNeedsNoServlets() throws Exception {
        ModularConsumer consumer = ModularConsumer.compile("jdk-server", folder, HTTP);

        assertThat(consumer.run()).containsExactly("405", "401");
        assertThat(consumer.modules()).containsExactlyInAnyOrder(with(MODULES_OF_HTTP, "jdk.httpserver"));
    }

    @Test
    void servletsNeedNoServerOfTheJdk() throws Exception {
        ModularConsumer consumer = ModularConsumer.compile("servlet", folder, with(HTTP, Servlet.class));

        assertThat(consumer.run()).containsExactly("EndpointServlet", "BearerFilter");
        assertThat(consumer.modules()).containsExactlyInAnyOrder(with(MODULES_OF_HTTP, "jakarta.servlet"));
    }

    @Test
    void tokensInADatabaseNeedJdbcAndNoStoreInMemory() throws Exception {
        ModularConsumer consumer = ModularConsumer.compile("database", folder, with(CORE, JdbcTokenStore.class))
                .withClassPath(Driver.class);

        assertThat(consumer.run()).containsExactly("Issued[expiresIn=14399, scope=a.read, shape=SERVICE]");
        assertThat(consumer.modules())
                .containsExactlyInAnyOrder(with(
                        MODULES_OF_CORE,
                        "io.tokenmint.store.jdbc",
                        "java.sql",
                        // what java.sql requires
                        "java.logging",
                        "java.transaction.xa",
                        "java.xml"));
    }

    @Test
    void metersNeedMicrometerAndWhatItBrings() throws Exception {
        ModularConsumer consumer = ModularConsumer.compile(
                "meters",
                folder,
                with(
                        MEMORY,
                        MicrometerTokenListener.class,
                        MeterRegistry.class,
                        Observation.class,
                        KeyValue.class,
                        Histogram.class,
                        NullMarked.class));

        assertThat(consumer.run()).containsExactly("1");
        assertThat(consumer.modules())
                .containsExactlyInAnyOrder(with(
                        MODULES_OF_MEMORY,
                        "io.tokenmint.micrometer",
                        "micrometer.core",
                        "java.logging",
                        // these have no descriptors, and such modules join when one of them does
                        "micrometer.observation",
                        "micrometer.commons",
                        "HdrHistogram"));
    }

    private static Class<?>[] with(Class<?>[] some, Class<?>... more) {
        return Stream.of(some, more).flatMap(Stream::of).toArray(Class<?>[]::new);
    }

    private static String[] with(String[] some, String... more) {
        return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
