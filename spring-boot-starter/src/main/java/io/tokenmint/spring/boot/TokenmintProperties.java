package io.tokenmint.spring.boot;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code application.yml} says. Everything beyond it is a bean to replace, such as {@code TokenSettings}.
 *
 * @param issuer the URL that clients know the service by; introspection and metadata (RFC 8414) are mounted when it is not empty
 * @param tokenLifetime how long a token lives, in whole seconds
 * @param clientMaxAge how old a client's snapshot may grow before it is read from the database again
 * @param tablePrefix what the names of the tables begin with
 */
@ConfigurationProperties("tokenmint")
public record TokenmintProperties(
        @DefaultValue("") String issuer,
        @DefaultValue("4h") Duration tokenLifetime,
        @DefaultValue("30s") Duration clientMaxAge,
        @DefaultValue("tokenmint_") String tablePrefix) {}
