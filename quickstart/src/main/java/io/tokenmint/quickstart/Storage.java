package io.tokenmint.quickstart;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where clients and tokens are kept. */
sealed interface Storage {
    /** In this process, until it ends. */
    record Memory() implements Storage {
        @Override
        public String place() {
            return "in memory";
        }
    }

    /**
     * In a file of an embedded database.
     *
     * @param folder where the file is, or will be
     */
    record Folder(Path folder) implements Storage {
        @Override
        public String place() {
            return "in " + folder;
        }
    }

    /**
     * In a database server.
     *
     * @param url its JDBC address
     * @param user who logs in, unless the address says so
     * @param password the user's password, if there is one
     */
    record Database(String url, Optional<String> user, Optional<String> password) implements Storage {
        @Override
        public String place() {
            return "in your database";
        }

        /**
         * The kind alone, since people do put secrets into addresses.
         *
         * @return what is safe to show
         */
        @Override
        public String toString() {
            return "Database";
        }
    }

    /** How a greeting names it. */
    String place();

    static Storage of(Map<Option, String> values) throws BadOptionException {
        String url = values.get(Option.JDBC_URL);
        String data = values.get(Option.DATA);
        if (url != null && data != null) {
            throw new BadOptionException(
                    "tokens are kept in one place: give either --data (TOKENMINT_DATA) or --jdbc-url"
                            + " (TOKENMINT_JDBC_URL), not both");
        }
        if (url != null) {
            return database(url, values);
        }
        return data == null ? new Memory() : folder(data);
    }

    private static Storage database(String url, Map<Option, String> values) throws BadOptionException {
        if (!url.startsWith("jdbc:")) {
            throw new BadOptionException("--jdbc-url (TOKENMINT_JDBC_URL) begins with jdbc:, such as"
                    + " jdbc:postgresql://localhost/tokenmint");
        }
        if (url.matches("(?i).*\\bpassword=.*") || url.matches("[^?]*//[^/?]*@.*")) {
            throw new BadOptionException(
                    "a password does not belong into --jdbc-url (TOKENMINT_JDBC_URL), which is shown"
                            + " here and there: set TOKENMINT_JDBC_USER and TOKENMINT_JDBC_PASSWORD");
        }
        return new Database(
                url,
                Optional.ofNullable(values.get(Option.JDBC_USER)),
                Optional.ofNullable(values.get(Option.JDBC_PASSWORD)));
    }

    private static Storage folder(String text) throws BadOptionException {
        // The JDBC address of the file would end there.
        if (text.contains(";")) {
            throw new BadOptionException(
                    "the path of --data (TOKENMINT_DATA) may not have a semicolon: choose another");
        }
        return new Folder(Path.of(text).toAbsolutePath().normalize());
    }
}
