package io.tokenmint.testing.databases;

import java.util.Locale;
import java.util.Optional;

/**
 * A machine's system and processor, and the servers that there are for it: those that a profile of this module's pom brings.
 *
 * @param system as {@code os.name} says it
 * @param processor as {@code os.arch} says it
 */
record Platform(String system, String processor) {
    static Platform current() {
        return new Platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** The archive in the jar of this platform's PostgreSQL. */
    Optional<String> postgresArchive() {
        return switch (name()) {
            case "linux amd64" -> Optional.of("/postgres-linux-x86_64.txz");
            case "linux aarch64" -> Optional.of("/postgres-linux-arm_64.txz");
            case "mac aarch64" -> Optional.of("/postgres-darwin-arm_64.txz");
            default -> Optional.empty();
        };
    }

    boolean hasMariaDb() {
        return name().equals("linux amd64");
    }

    private String name() {
        String lower = system.toLowerCase(Locale.ROOT);
        return (lower.startsWith("mac") ? "mac" : lower) + " " + processor;
    }
}
