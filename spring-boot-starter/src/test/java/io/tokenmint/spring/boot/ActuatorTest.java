package io.tokenmint.spring.boot;

import static io.tokenmint.spring.boot.BootApplication.NO_DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import java.net.http.HttpResponse;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What operators see of the starter. */
class ActuatorTest {
    private static final String SHOW_COMPONENTS = "management.endpoint.health.show-components=always";

    @Test
    void isDownWhileAStoreCannotBeRead() throws Exception {
        try (BootApplication application =
                BootApplication.start(Shop.class, "spring.datasource.url=jdbc:h2:mem:health", SHOW_COMPONENTS)) {
            HttpResponse<String> before = application.get("/actuator/health/tokenmint");
            JdbcSchema.create(application.bean(DataSource.class), application.bean(JdbcSettings.class));
            HttpResponse<String> after = application.get("/actuator/health/tokenmint");

            assertThat(before.statusCode()).isEqualTo(503);
            assertThat(before.body()).contains("\"status\":\"DOWN\"");
            assertThat(after.statusCode()).isEqualTo(200);
            assertThat(after.body()).contains("\"status\":\"UP\"");
        }
    }

    @Test
    void countsTokensInTheRegistryOfTheApplication() throws Exception {
        try (BootApplication application = BootApplication.start(Shop.class, NO_DATABASE)) {
            application.token(application.acme());

            assertThat(application.bean(MeterRegistry.class).getMeters())
                    .extracting(meter -> meter.getId().getName())
                    .contains("tokenmint.requests");
        }
    }
}
