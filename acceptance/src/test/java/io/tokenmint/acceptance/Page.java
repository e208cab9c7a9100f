package io.tokenmint.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path its path in the project
 * @param text what it says
 */
record Page(String path, String text) {
    private static final Pattern FENCE = Pattern.compile("(?m)^```([^\n]*)\n((?s:.*?))^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");

    /**
     * A fenced block.
     *
     * @param page where it is
     * @param language the word after the fence; empty when there is none
     * @param file the file that it is cut from, if it says so; else empty
     * @param text its lines
     */
    record Block(String page, String language, String file, String text) {}

    /** Every page of the project. */
    static List<Page> all() throws IOException {
        try (Stream<Path> docs = Files.walk(Project.path("docs"))) {
            Stream<Path> others = Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "benchmarks/README.md")
                    .map(Project::path);
            return Stream.concat(docs, others)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::read)
                    .toList();
        }
    }

    private static Page read(Path file) {
        try {
            return new Page(Project.path("").relativize(file).toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks() {
        return FENCE.matcher(text)
                .results()
                .map(fence -> {
                    String[] words = fence.group(1).split(" ", 2);
                    return new Block(path, words[0], words.length > 1 ? words[1] : "", fence.group(2));
                })
                .toList();
    }

    /** Where it leads: to files, to headings, to other sites. */
    List<String> links() {
        return LINK.matcher(prose())
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .toList();
    }

    /** The names by which links find its headings. */
    Set<String> anchors() {
        return HEADING.matcher(prose())
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private String prose() {
        return FENCE.matcher(text).replaceAll("");
    }
}
