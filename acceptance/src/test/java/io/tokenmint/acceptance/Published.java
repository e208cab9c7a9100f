package io.tokenmint.acceptance;

import io.tokenmint.TokenService;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.micrometer.MicrometerTokenListener;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.contract.TokenStoreContract;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.nio.file.Path;
import java.util.Locale;

/** The modules that are published, as this build has them. */
enum Published {
    SPI(TokenStore.class),
    CORE(TokenService.class),
    HTTP(TokenEndpoint.class),
    STORE_CONTRACT(TokenStoreContract.class),
    STORE_MEMORY(MemoryTokenStore.class),
    STORE_JDBC(JdbcTokenStore.class),
    MICROMETER(MicrometerTokenListener.class),
    SPRING_BOOT_STARTER(starter());

    private final Class<?> one;

    Published(Class<?> one) {
        this.one = one;
    }

    /** Its folder in the project. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String artifact() {
        return "tokenmint-" + folder();
    }

    /** Its jar, or its folder of classes where nothing was packaged. */
    Path origin() {
        return Project.origin(one);
    }

    /** By its name: javac would miss the annotations of Spring Boot, which is not there. */
    private static Class<?> starter() {
        try {
            return Class.forName("io.tokenmint.spring.boot.TokenmintAutoConfiguration");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
