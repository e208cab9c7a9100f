package io.tokenmint.spring.boot;

import io.tokenmint.CachingClientStore;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.ServerMetadata;
import io.tokenmint.store.jdbc.JdbcSettings;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code application.yml} says. Everything beyond it is a bean to replace, such as {@code TokenSettings}.
 *
 * @param issuer the URL that clients know the service by; introspection and metadata (RFC 8414) are mounted when it is not empty
 * @param tokenLifetime how long a token lives, in whole seconds
 * @param clientMaxAge how old a client's snapshot may grow before it is read from the database again
 * @param jdbc what concerns the database
 */
@ConfigurationProperties("tokenmint")
public record TokenmintProperties(
        @DefaultValue("") String issuer,
        @DefaultValue("4h") Duration tokenLifetime,
        @DefaultValue("30s") Duration clientMaxAge,
        @DefaultValue Jdbc jdbc) {

    /**
     * Refuses what the service would refuse, with the name of the property.
     *
     * @throws IllegalArgumentException when a value is out of its bounds
     */
    public TokenmintProperties {
        require(
                "tokenmint.token-lifetime",
                () -> TokenSettings.builder().tokenLifetime(tokenLifetime).build());
        require("tokenmint.client-max-age", () -> new CachingClientStore(id -> Optional.empty(), clientMaxAge));
        if (!issuer.isBlank()) {
            require("tokenmint.issuer", () -> ServerMetadata.of(issuer));
        }
    }

    /**
     * What concerns the database.
     *
     * @param tablePrefix what the names of the tables begin with
     * @param createTables whether the tables that are not there are made when the application starts
     */
    public record Jdbc(
            @DefaultValue("tokenmint_") String tablePrefix,
            @DefaultValue("false") boolean createTables) {

        /**
         * Refuses what the stores would refuse, with the name of the property.
         *
         * @throws IllegalArgumentException when a value is out of its bounds
         */
        public Jdbc {
            require(
                    "tokenmint.jdbc.table-prefix",
                    () -> JdbcSettings.builder().tablePrefix(tablePrefix).build());
        }
    }

    private static void require(String property, Runnable use) {
        try {
            use.run();
        } catch (IllegalArgumentException e) {
            // without the cause: Spring Boot reports the innermost message, and that has to name the property
            throw new IllegalArgumentException(property + ": " + e.getMessage());
        }
    }
}
