package io.tokenmint.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.StoredToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutOfMemoryTest {
    @Test
    void aTableThatCannotGrowStaysWhole() throws Exception {
        // 9,150: a chunk of entries is next; 12,285: a larger index
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(),
                        OutOfMemory.class.getName(),
                        "9150",
                        "12285")
                .redirectErrorStream(true)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(printed).isEqualToIgnoringNewLines("whole");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath() {
        return Stream.of(OutOfMemory.class, MemoryTokenStore.class, StoredToken.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(location.getPath()).toString())
                .distinct()
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }
}
