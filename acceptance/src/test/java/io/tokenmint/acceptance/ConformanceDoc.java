package io.tokenmint.acceptance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The document that lists every case: id, subject, the test classes that cover it, and a note. */
record ConformanceDoc(List<String> lines) {
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+-\\d+[a-z]?) \\| ([^|]*) \\| ([^|]*) \\|([^|]*)\\|");

    private static final String NOT_YET = "Not yet applicable: ";

    /** The notes that excuse a missing test; what follows the colon is the reason. */
    private static final List<String> EXCUSES = List.of(NOT_YET, "Decided differently: ", "Measured: ");

    record Row(ConformanceId id, String subject, String tests, String note) {
        static Optional<Row> of(String line) {
            Matcher matcher = ROW.matcher(line);
            return matcher.matches()
                    ? Optional.of(new Row(
                            ConformanceId.parse(matcher.group(1)),
                            matcher.group(2),
                            matcher.group(3).strip(),
                            matcher.group(4).strip()))
                    : Optional.empty();
        }

        /** The row with these test classes; what is tested is applicable. */
        Row testedBy(SortedSet<String> testClasses) {
            boolean outdated = !testClasses.isEmpty() && note.startsWith(NOT_YET);
            return new Row(id, subject, String.join(", ", testClasses), outdated ? "" : note);
        }

        boolean isTested() {
            return !tests.isEmpty();
        }

        boolean isExcused() {
            return EXCUSES.stream().anyMatch(excuse -> note.startsWith(excuse) && note.length() > excuse.length());
        }

        String line() {
            return "| " + id + " | " + subject + " | " + tests + " | " + note + " |";
        }
    }

    static ConformanceDoc parse(String text) {
        return new ConformanceDoc(text.lines().toList());
    }

    List<Row> rows() {
        return lines.stream().flatMap(line -> Row.of(line).stream()).toList();
    }

    /** The same document with the test classes that carry the ids now. */
    ConformanceDoc with(Map<ConformanceId, SortedSet<String>> classes) {
        return new ConformanceDoc(lines.stream()
                .map(line -> Row.of(line)
                        .map(row -> row.testedBy(classes.getOrDefault(row.id(), new TreeSet<>()))
                                .line())
                        .orElse(line))
                .toList());
    }

    String text() {
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }
}
