package io.tokenmint.testing.databases;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's programs, unpacked from an archive into a folder. PostgreSQL refuses to run as root: there it runs as another
 * user.
 */
final class PostgresBinaries {
    /** The user that owns nothing. */
    static final String NOBODY = "65534";

    private static final int OWNER_MAY_RUN = 0100;

    private static @Nullable PostgresBinaries shared;

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /** Those on the class path, unpacked once in a JVM. */
    static synchronized PostgresBinaries onClassPath() {
        PostgresBinaries unpacked = shared;
        if (unpacked == null) {
            TemporaryFolder folder = TemporaryFolder.create("tokenmint-postgres-programs");
            Runtime.getRuntime().addShutdownHook(new Thread(folder::delete));
            unpacked = unpack(resource(archive()), folder.path());
            shared = unpacked;
        }
        return unpacked;
    }

    /** Those in a jar, since the jars of two versions cannot be on one class path. */
    static PostgresBinaries in(Path jar, Path folder) {
        try {
            return unpack(URI.create("jar:" + jar.toUri() + "!" + archive()).toURL(), folder);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not the path of a jar: " + jar, e);
        }
    }

    /** Where an archive is on the class path. */
    static URL resource(String archive) {
        URL found = PostgresBinaries.class.getResource(archive);
        if (found == null) {
            throw new IllegalStateException("there is a PostgreSQL for this platform, but " + archive + " is not on the"
                    + " class path: see the profiles of testing-databases/pom.xml");
        }
        return found;
    }

    /** Starts a program, which is the first word of the command. */
    Process start(List<String> command, Path log) {
        List<String> line = new ArrayList<>();
        if (isRoot()) {
            line.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        line.add(folder.resolve("bin").resolve(command.get(0)).toString());
        line.addAll(command.subList(1, command.size()));
        try {
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
            return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .directory(new File("/"))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + line.get(0), e);
        }
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String archive() {
        return Platform.current()
                .postgresArchive()
                .orElseThrow(() -> new IllegalStateException("there is no PostgreSQL for this platform"));
    }

    private static PostgresBinaries unpack(URL archive, Path folder) {
        try (InputStream packed = archive.openStream();
                TarArchiveInputStream entries =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpack(entry, entries, folder.resolve(entry.getName()).normalize());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(archive + " could not be unpacked into " + folder, e);
        }
        return new PostgresBinaries(folder);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
            boolean program = (entry.getMode() & OWNER_MAY_RUN) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
