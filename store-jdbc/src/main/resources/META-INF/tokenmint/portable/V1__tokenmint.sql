-- Tokenmint's tables in standard SQL, for HSQLDB, SQLite and others. The prefix tokenmint_ may be replaced.

-- What many tokens share, written once. The id is the start of the SHA-256 of the content, which is plain text.
-- No token that refers to a row lives beyond keep_until (milliseconds since 1970, as all times here).
CREATE TABLE tokenmint_authorization (
    id         BINARY(16)        NOT NULL PRIMARY KEY,
    content    VARCHAR(1000000) NOT NULL,
    keep_until BIGINT            NOT NULL
);

-- One narrow row for each token. The key begins with the minute of the expiry, so it is the only index needed:
-- inserts go to its right end, clean-up takes from its left end.
CREATE TABLE tokenmint_token (
    token_key         BINARY(32) NOT NULL PRIMARY KEY,
    authorization_id  BINARY(16),
    own_authorization VARCHAR(1000000),
    issued_at         BIGINT     NOT NULL,
    expires_at        BIGINT     NOT NULL,
    last_used_at      BIGINT     NOT NULL
);

-- Lists are words separated by spaces; each line of secrets is: id, hash, created, not before, expires (or -).
CREATE TABLE tokenmint_client (
    id                      VARBINARY(255) NOT NULL PRIMARY KEY,
    version                 BIGINT       NOT NULL,
    generation              BIGINT       NOT NULL,
    enabled                 BOOLEAN      NOT NULL,
    created_at              BIGINT       NOT NULL,
    secrets                 VARCHAR(1000000) NOT NULL,
    authentication_methods  VARCHAR(1000000) NOT NULL,
    grant_types             VARCHAR(1000000) NOT NULL,
    scope                   VARCHAR(1000000) NOT NULL,
    tenant                  VARCHAR(128),
    audiences               VARCHAR(1000000) NOT NULL,
    default_audience        VARCHAR(1000000),
    introspection_audiences VARCHAR(1000000),
    introspection_tenants   VARCHAR(1000000),
    token_lifetime_s        BIGINT,
    answer_shape            VARCHAR(32),
    scope_policy            VARCHAR(32),
    session_idle_time_s     BIGINT,
    idle_expiry             BOOLEAN
);
