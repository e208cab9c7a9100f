package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.testing.databases.PostgresServer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class JdbcSchemaTest {
    private static final String POSTGRES = "io.tokenmint.testing.databases.PostgresServer#isAvailable";

    @Test
    void leavesTablesThatAreThereAsTheyAre() {
        try (TestDatabase database = TestDatabase.h2()) {
            StoredToken token = Samples.token();
            database.tokens().insert(token);

            JdbcSchema.create(database.dataSource(), database.settings());

            assertThat(database.tokens().find(token.key())).contains(token);
        }
    }

    @Test
    void twoPrefixesAreTwoStores() {
        try (TestDatabase database = TestDatabase.h2()) {
            JdbcSettings other = JdbcSettings.builder().tablePrefix("auth_x_").build();
            JdbcSchema.create(database.dataSource(), other);
            StoredToken token = Samples.token();

            new JdbcTokenStore(database.dataSource(), other).insert(token);

            assertThat(database.tokens().find(token.key())).isEmpty();
        }
    }

    @Test
    void flywayAppliesTheFileInTheJar() {
        try (HikariDataSource pool =
                PostgresServer.pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", 2)) {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:META-INF/tokenmint/h2")
                    .load()
                    .migrate();

            new JdbcTokenStore(pool).insert(Samples.token());
            assertThat(new JdbcClientStore(pool).find("acme")).isEmpty();
        }
    }

    @Test
    @EnabledIf(POSTGRES)
    void severalNodesMayMakeTheTablesAtOnce() throws Exception {
        try (HikariDataSource pool = PostgresServer.pool(PostgresServer.shared().newDatabase(), 8)) {
            AtomicInteger made = new AtomicInteger();
            List<Thread> nodes = IntStream.range(0, 4)
                    .mapToObj(i -> new Thread(() -> {
                        JdbcSchema.create(pool, JdbcSettings.defaults());
                        made.incrementAndGet();
                    }))
                    .toList();
            nodes.forEach(Thread::start);
            for (Thread node : nodes) {
                node.join();
            }

            assertThat(made).hasValue(4);
        }
    }
}
