package io.tokenmint.compatibility.injection;

import io.tokenmint.compatibility.Application;
import org.junit.jupiter.api.Test;

/** Constructors, and nothing else. */
class ByHandTest {
    @Test
    void issuesTokens() throws Exception {
        ByHand parts = ByHand.wire();

        new Application(parts.clients(), parts.service(), parts.endpoint()).issuesTokens();
    }
}
