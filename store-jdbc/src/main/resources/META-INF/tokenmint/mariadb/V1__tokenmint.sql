-- Tokenmint's tables for MariaDB and MySQL. The prefix tokenmint_ may be replaced.
-- Ids are kept as bytes: text would be compared without regard to letter case or trailing spaces.

-- What many tokens share, written once. The id is the start of the SHA-256 of the content, which is plain text.
-- No token that refers to a row lives beyond keep_until (milliseconds since 1970, as all times here).
CREATE TABLE IF NOT EXISTS tokenmint_authorization (
    id         BINARY(16)                     NOT NULL PRIMARY KEY,
    content    MEDIUMTEXT CHARACTER SET ascii NOT NULL,
    keep_until BIGINT                         NOT NULL
) ENGINE = InnoDB;

-- One narrow row for each token. The key begins with the minute of the expiry, so it is the only index needed:
-- inserts go to its right end, clean-up takes from its left end.
CREATE TABLE IF NOT EXISTS tokenmint_token (
    token_key         BINARY(32) NOT NULL PRIMARY KEY,
    authorization_id  BINARY(16),
    own_authorization MEDIUMTEXT CHARACTER SET ascii,
    issued_at         BIGINT     NOT NULL,
    expires_at        BIGINT     NOT NULL,
    last_used_at      BIGINT     NOT NULL
) ENGINE = InnoDB;

-- Lists are words separated by spaces; each line of secrets is: id, hash, created, not before, expires (or -).
CREATE TABLE IF NOT EXISTS tokenmint_client (
    id                      VARBINARY(255) NOT NULL PRIMARY KEY,
    version                 BIGINT         NOT NULL,
    generation              BIGINT         NOT NULL,
    enabled                 BOOLEAN        NOT NULL,
    created_at              BIGINT         NOT NULL,
    secrets                 MEDIUMTEXT CHARACTER SET ascii NOT NULL,
    authentication_methods  TEXT       CHARACTER SET ascii NOT NULL,
    grant_types             MEDIUMTEXT CHARACTER SET ascii NOT NULL,
    scope                   MEDIUMTEXT CHARACTER SET ascii NOT NULL,
    tenant                  VARCHAR(128) CHARACTER SET ascii,
    audiences               MEDIUMTEXT CHARACTER SET ascii NOT NULL,
    default_audience        TEXT       CHARACTER SET ascii,
    introspection_audiences MEDIUMTEXT CHARACTER SET ascii,
    introspection_tenants   MEDIUMTEXT CHARACTER SET ascii,
    token_lifetime_s        BIGINT,
    answer_shape            VARCHAR(32) CHARACTER SET ascii,
    scope_policy            VARCHAR(32) CHARACTER SET ascii,
    session_idle_time_s     BIGINT,
    idle_expiry             BOOLEAN
) ENGINE = InnoDB;
