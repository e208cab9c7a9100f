package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.testing.databases.MariaDbServer;
import io.tokenmint.testing.databases.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcSchemaTest {
    private static final String POSTGRES = "io.tokenmint.testing.databases.PostgresServer#isAvailable";

    @TempDir
    Path changeLogs;

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

    /** By the change set that docs/jdbc.md gives. */
    @Test
    void liquibaseAppliesTheFileInTheJar() throws Exception {
        try (HikariDataSource pool =
                PostgresServer.pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", 2)) {
            update(pool, "h2", "");

            new JdbcTokenStore(pool).insert(Samples.token());
            assertThat(new JdbcClientStore(pool).find("acme")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnabledIf(POSTGRES)
    @CsvSource({"postgresql, ''", "postgresql-partitioned, splitStatements=\"false\""})
    void liquibaseAppliesTheFilesForPostgres(String folder, String attributes) throws Exception {
        try (HikariDataSource pool = PostgresServer.pool(PostgresServer.shared().newDatabase(), 2)) {
            update(pool, folder, attributes);
            update(pool, folder, attributes);

            new JdbcTokenStore(pool).insert(Samples.token());
            assertThat(new JdbcClientStore(pool).find("acme")).isEmpty();
        }
    }

    @Test
    @EnabledIf("io.tokenmint.testing.databases.MariaDbServer#isAvailable")
    void liquibaseAppliesTheFileForMariaDb() throws Exception {
        try (HikariDataSource pool = PostgresServer.pool(MariaDbServer.shared().newDatabase(), 2)) {
            update(pool, "mariadb", "");

            new JdbcTokenStore(pool).insert(Samples.token());
            assertThat(new JdbcClientStore(pool).find("acme")).isEmpty();
        }
    }

    private void update(HikariDataSource pool, String folder, String attributes) throws Exception {
        String changeLog = """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <changeSet id="1" author="host">
                    <sqlFile path="META-INF/tokenmint/%s/V1__tokenmint.sql" %s/>
                  </changeSet>
                </databaseChangeLog>
                """.formatted(folder, attributes);
        Files.writeString(changeLogs.resolve("changelog.xml"), changeLog);
        ResourceAccessor files = new CompositeResourceAccessor(
                new DirectoryResourceAccessor(changeLogs), new ClassLoaderResourceAccessor());
        try (Connection connection = pool.getConnection()) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Scope.child(
                    Map.of(Scope.Attr.resourceAccessor.name(), files),
                    () -> new CommandScope("update")
                            .addArgumentValue("changelogFile", "changelog.xml")
                            .addArgumentValue("database", database)
                            .execute());
        } finally {
            files.close();
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
