package io.tokenmint.store.jdbc;

import io.tokenmint.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Makes the tables. Nothing calls it but the host: for embedded use it is convenient, elsewhere apply the SQL files in this
 * jar with the tool at hand. They are {@code META-INF/tokenmint/<database>/V1__tokenmint.sql} for {@code postgresql},
 * {@code postgresql-partitioned}, {@code mariadb} (and MySQL), {@code h2} and {@code portable}.
 */
public final class JdbcSchema {
    private static final Pattern CREATE_TABLE = Pattern.compile("CREATE TABLE (\\w+)");
    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");
    private static final Pattern DEFAULT_PREFIX = Pattern.compile("\\btokenmint_");

    private JdbcSchema() {}

    /**
     * Makes the tables that are not there yet; leaves those that are as they are.
     *
     * @param dataSource gives connections in auto-commit mode, with the right to make tables
     * @param settings the table prefix and, where it is set, the dialect
     * @throws StoreException when a table could not be made
     */
    public static void create(DataSource dataSource, JdbcSettings settings) {
        Connections connections = new Connections(dataSource, settings);
        connections.run("make the tables", connection -> {
            try {
                apply(connection, script(connections.dialect(), settings));
            } catch (SQLException e) {
                // another node may have made the same table at the same time: by now it is there
                apply(connection, script(connections.dialect(), settings));
            }
            return true;
        });
    }

    /**
     * The SQL that makes the tables.
     *
     * @param dialect the database
     * @param settings the table prefix
     * @return statements that end with semicolons, and comments
     */
    public static String script(Dialect dialect, JdbcSettings settings) {
        return script(dialect.folder(), settings);
    }

    /**
     * The SQL that makes the tables on PostgreSQL with one partition of tokens for each day of expiry, and the functions
     * that make and drop partitions.
     *
     * @param settings the table prefix
     * @return statements that end with semicolons, and comments
     */
    public static String partitionedScript(JdbcSettings settings) {
        return script("postgresql-partitioned", settings);
    }

    private static String script(String folder, JdbcSettings settings) {
        String file = "/META-INF/tokenmint/" + folder + "/V1__tokenmint.sql";
        try (InputStream content = JdbcSchema.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException(
                        "the jar has no " + file + ": was it repackaged without its resources?");
            }
            String sql = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return DEFAULT_PREFIX.matcher(sql).replaceAll(settings.tablePrefix());
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    private static void apply(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : COMMENT.matcher(script).replaceAll("").split(";", -1)) {
                if (!sql.isBlank() && !isMade(connection, sql)) {
                    statement.execute(sql.strip());
                }
            }
        }
    }

    /** The portable script cannot say "if not exists", so the tables are looked for. */
    private static boolean isMade(Connection connection, String sql) throws SQLException {
        Matcher plain = CREATE_TABLE.matcher(sql);
        if (!plain.find() || plain.group(1).equals("IF")) {
            return false;
        }
        try (ResultSet tables = connection.getMetaData().getTables(null, null, null, new String[] {"TABLE"})) {
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equalsIgnoreCase(plain.group(1))) {
                    return true;
                }
            }
            return false;
        }
    }
}
