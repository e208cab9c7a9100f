-- Tokenmint's tables for PostgreSQL, the tokens in one partition for each day of expiry. Use this file instead of
-- the plain one; the programs notice no difference. The prefix tokenmint_ may be replaced.

CREATE TABLE IF NOT EXISTS tokenmint_authorization (
    id         BYTEA  NOT NULL PRIMARY KEY,
    content    TEXT   NOT NULL,
    keep_until BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS tokenmint_token (
    token_key         BYTEA  NOT NULL PRIMARY KEY,
    authorization_id  BYTEA,
    own_authorization TEXT,
    issued_at         BIGINT NOT NULL,
    expires_at        BIGINT NOT NULL,
    last_used_at      BIGINT NOT NULL
) PARTITION BY RANGE (token_key);

-- Takes what no day's partition takes, so that a forgotten routine costs speed and not tokens.
CREATE TABLE IF NOT EXISTS tokenmint_token_other PARTITION OF tokenmint_token DEFAULT;

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

-- The smallest key of a day (UTC): its first minute since 1970 as four bytes.
CREATE OR REPLACE FUNCTION tokenmint_first_key(day DATE) RETURNS BYTEA LANGUAGE sql IMMUTABLE AS $$
    SELECT int4send((((day - DATE '1970-01-01')::BIGINT * 1440 + 1) & 4294967295)::BIT(32)::INT)
$$;

-- Makes the partitions of a number of days, beginning with one; those that exist stay. May run on several nodes at once, and
-- again after it failed: a table that is there without being a partition becomes one, and rows that came before their
-- partition move into it. Returns how many were made.
CREATE OR REPLACE FUNCTION tokenmint_make_partitions(first_day DATE, days INT) RETURNS INT LANGUAGE plpgsql AS $$
DECLARE
    day       DATE;
    partition TEXT;
    lowest    BYTEA;
    beyond    BYTEA;
    made      INT := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('tokenmint_token'));
    FOR i IN 0 .. days - 1 LOOP
        day := first_day + i;
        partition := 'tokenmint_token_' || to_char(day, 'YYYYMMDD');
        lowest := tokenmint_first_key(day);
        beyond := tokenmint_first_key(day + 1);
        CONTINUE WHEN EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'tokenmint_token'::regclass AND c.relname = partition);
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I (LIKE tokenmint_token INCLUDING ALL)', partition);
        IF EXISTS (SELECT FROM tokenmint_token_other WHERE token_key >= lowest AND token_key < beyond) THEN
            LOCK TABLE tokenmint_token_other IN ACCESS EXCLUSIVE MODE;
            EXECUTE format('WITH moved AS (DELETE FROM tokenmint_token_other WHERE token_key >= %L AND token_key < %L'
                ' RETURNING *) INSERT INTO %I SELECT * FROM moved', lowest, beyond, partition);
        END IF;
        EXECUTE format('ALTER TABLE tokenmint_token ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            partition, lowest, beyond);
        made := made + 1;
    END LOOP;
    RETURN made;
END
$$;

-- Drops the partitions of days that were over before the given day began; returns how many. May run on several nodes at once.
CREATE OR REPLACE FUNCTION tokenmint_drop_partitions(first_day_kept DATE) RETURNS INT LANGUAGE plpgsql AS $$
DECLARE
    partition REGCLASS;
    dropped   INT := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('tokenmint_token'));
    FOR partition IN
        SELECT i.inhrelid FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'tokenmint_token'::regclass
          AND c.relname ~ '^tokenmint_token_[0-9]{8}$'
          AND right(c.relname, 8) < to_char(first_day_kept, 'YYYYMMDD')
    LOOP
        EXECUTE format('DROP TABLE %s', partition);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;
