-- Tokenmint's tables for H2. The prefix tokenmint_ may be replaced.

-- What many tokens share, written once. The id is the start of the SHA-256 of the content, which is plain text.
-- No token that refers to a row lives beyond keep_until (milliseconds since 1970, as all times here).
CREATE TABLE IF NOT EXISTS tokenmint_authorization (
    id         BINARY(16)        NOT NULL PRIMARY KEY,
    content    CHARACTER VARYING NOT NULL,
    keep_until BIGINT            NOT NULL
);

-- One narrow row for each token. The key begins with the minute of the expiry, so it is the only index needed:
-- inserts go to its right end, clean-up takes from its left end.
CREATE TABLE IF NOT EXISTS tokenmint_token (
    token_key         BINARY(32) NOT NULL PRIMARY KEY,
    authorization_id  BINARY(16),
    own_authorization CHARACTER VARYING,
    issued_at         BIGINT     NOT NULL,
    expires_at        BIGINT     NOT NULL,
    last_used_at      BIGINT     NOT NULL
);

-- Lists are words separated by spaces; each line of secrets is: id, hash, created, not before, expires (or -).
CREATE TABLE IF NOT EXISTS tokenmint_client (
    id                      VARCHAR(255) NOT NULL PRIMARY KEY,
    version                 BIGINT       NOT NULL,
    generation              BIGINT       NOT NULL,
    enabled                 BOOLEAN      NOT NULL,
    created_at              BIGINT       NOT NULL,
    secrets                 CHARACTER VARYING NOT NULL,
    authentication_methods  CHARACTER VARYING NOT NULL,
    grant_types             CHARACTER VARYING NOT NULL,
    scope                   CHARACTER VARYING NOT NULL,
    tenant                  VARCHAR(128),
    audiences               CHARACTER VARYING NOT NULL,
    default_audience        CHARACTER VARYING,
    introspection_audiences CHARACTER VARYING,
    introspection_tenants   CHARACTER VARYING,
    token_lifetime_s        BIGINT,
    answer_shape            VARCHAR(32),
    scope_policy            VARCHAR(32),
    session_idle_time_s     BIGINT,
    idle_expiry             BOOLEAN
);
