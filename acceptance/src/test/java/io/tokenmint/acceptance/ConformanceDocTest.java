package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.acceptance.ConformanceDoc.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/conformance.md} against the tests; {@code -Dconformance.write=true} brings its table up to date. */
class ConformanceDocTest {
    private static final Path FILE = Project.path("docs/conformance.md");

    private ConformanceDoc doc;
    private TestSources sources;

    @BeforeEach
    void readBoth() throws IOException {
        doc = ConformanceDoc.parse(Files.readString(FILE));
        sources = TestSources.ofAllModules();
    }

    @Test
    void namesTheTestClassesThatCarryAnId() throws IOException {
        ConformanceDoc actual = doc.with(sources.classes());
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(FILE, actual.text());
            return;
        }
        assertThat(doc.text())
                .as("docs/conformance.md is behind the tests: see its last section for how to bring it up to date")
                .isEqualTo(actual.text());
    }

    @Test
    void listsEveryIdOnce() {
        assertThat(doc.rows()).extracting(Row::id).doesNotHaveDuplicates().hasSizeGreaterThan(500);
    }

    @Test
    void listsEveryIdThatATestCarries() {
        assertThat(doc.rows()).extracting(Row::id).containsAll(sources.classes().keySet());
    }

    @Test
    void givesAReasonForWhatIsNotTested() {
        assertThat(doc.rows().stream().filter(row -> !row.isTested() && !row.isExcused()))
                .extracting(row -> row.id().toString())
                .as("write a test with the id in its display name, or a note that gives the reason")
                .isEmpty();
    }
}
