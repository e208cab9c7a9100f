package io.tokenmint.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    private final Workers workers = new Workers(4, 4);

    @Test
    void isUpInMemory() throws Exception {
        try (Stores stores = Stores.open(new Storage.Memory());
                Served served = serve(stores)) {
            HttpResponse<String> answer = served.get().get();

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    void isDownWhileDraining() throws Exception {
        try (Stores stores = Stores.open(new Storage.Memory());
                Served served = serve(stores)) {
            assertThat(workers.drain(Duration.ofSeconds(10))).isTrue();

            assertThat(served.get().get().statusCode()).isEqualTo(503);
        }
    }

    @Test
    @SuppressWarnings("try") // closed early, so that reading fails
    void isDownWhenAStoreCannotBeRead(@TempDir Path folder) throws Exception {
        try (Stores stores = Stores.open(new Storage.Folder(folder));
                Served served = serve(stores)) {
            assertThat(served.get().get().statusCode()).isEqualTo(200);

            stores.close();

            HttpResponse<String> answer = served.get().get();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.body()).isEqualTo("{\"status\":\"down\"}");
        }
    }

    private Served serve(Stores stores) throws Exception {
        return new Served(new Health(stores), workers);
    }
}
