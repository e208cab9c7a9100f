-- Tokenmint's tables for PostgreSQL. The prefix tokenmint_ may be replaced.

-- What many tokens share, written once. The id is the start of the SHA-256 of the content, which is plain text.
-- No token that refers to a row lives beyond keep_until (milliseconds since 1970, as all times here).
CREATE TABLE IF NOT EXISTS tokenmint_authorization (
    id         BYTEA  NOT NULL PRIMARY KEY,
    content    TEXT   NOT NULL,
    keep_until BIGINT NOT NULL
);

-- One narrow row for each token. The key begins with the minute of the expiry, so it is the only index needed:
-- inserts go to its right end, clean-up takes from its left end.
CREATE TABLE IF NOT EXISTS tokenmint_token (
    token_key         BYTEA  NOT NULL PRIMARY KEY,
    authorization_id  BYTEA,
    own_authorization TEXT,
    issued_at         BIGINT NOT NULL,
    expires_at        BIGINT NOT NULL,
    last_used_at      BIGINT NOT NULL
);

-- Lists are words separated by spaces; each line of secrets is: id, hash, created, not before, expires (or -).
CREATE TABLE IF NOT EXISTS tokenmint_client (
    id                      VARCHAR(255) COLLATE "C" NOT NULL PRIMARY KEY,
    version                 BIGINT       NOT NULL,
    generation              BIGINT       NOT NULL,
    enabled                 BOOLEAN      NOT NULL,
    created_at              BIGINT       NOT NULL,
    secrets                 TEXT         NOT NULL,
    authentication_methods  TEXT         NOT NULL,
    grant_types             TEXT         NOT NULL,
    scope                   TEXT         NOT NULL,
    tenant                  VARCHAR(128),
    audiences               TEXT         NOT NULL,
    default_audience        TEXT,
    introspection_audiences TEXT,
    introspection_tenants   TEXT,
    token_lifetime_s        BIGINT,
    answer_shape            VARCHAR(32),
    scope_policy            VARCHAR(32),
    session_idle_time_s     BIGINT,
    idle_expiry             BOOLEAN
);
