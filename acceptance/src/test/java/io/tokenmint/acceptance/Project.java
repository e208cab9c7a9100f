package io.tokenmint.acceptance;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder. */
final class Project {
    private Project() {}

    /** A file or folder of the project; surefire runs tests in their module's folder, one below. */
    static Path path(String relative) {
        return Path.of("").toAbsolutePath().resolveSibling(relative);
    }

    static String read(String relative) throws IOException {
        return Files.readString(path(relative));
    }

    /** The version of the whole. */
    static String version() {
        return Pom.of("bom/pom.xml").text("/project/version");
    }

    /** The jar or the folder that a class comes from. */
    static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
