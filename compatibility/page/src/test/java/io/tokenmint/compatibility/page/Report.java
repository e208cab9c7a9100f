package io.tokenmint.compatibility.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Surefire wrote when a test ran: how it went, and the class path that it had. */
record Report(String test, String text) {
    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>");
    private static final Pattern NOT_PASSED = Pattern.compile(" (errors|failures)=\"[1-9]\\d*\"");
    private static final Pattern SKIPPED = Pattern.compile("<testsuite [^>]* skipped=\"[1-9]");
    private static final Pattern CLASS_PATH =
            Pattern.compile("<property name=\"surefire.test.class.path\" value=\"([^\"]*)\"");

    /** The report of a test of a module, those of its nested classes included. */
    static Report of(String module, String test) {
        Path folder = Path.of("../..").resolve(module).resolve("target/surefire-reports");
        Pattern name = Pattern.compile("TEST-.*\\." + test + "(\\$.*)?\\.xml");
        if (!Files.isDirectory(folder)) {
            throw new AssertionError("the tests of " + module + " did not run before: build all modules");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> reports = files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
            StringBuilder text = new StringBuilder();
            for (Path report : reports) {
                text.append(Files.readString(report));
            }
            return new Report(module + ": " + test, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Report {
        List<String> suites =
                SUITE.matcher(text).results().map(MatchResult::group).toList();
        if (suites.isEmpty()
                || suites.stream().anyMatch(suite -> NOT_PASSED.matcher(suite).find())) {
            throw new AssertionError(test + " did not run, or did not pass");
        }
    }

    /** Whether this machine could not run it, as one without a server of a database. */
    boolean wasSkipped() {
        return SKIPPED.matcher(text).find();
    }

    /** The version of a jar on the class path, whose name matches a pattern. */
    String version(String jar) {
        Matcher classPath = CLASS_PATH.matcher(text);
        if (!classPath.find()) {
            throw new AssertionError("the report of " + test + " has no class path");
        }
        return Stream.of(classPath.group(1).split("[:;]"))
                .map(entry -> Pattern.compile(".*[/\\\\]" + jar + "-(\\d[^/\\\\]*)\\.jar")
                        .matcher(entry))
                .filter(Matcher::matches)
                .map(entry -> entry.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(test + " ran without " + jar));
    }
}
