package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 15. */
class RevocationConformanceTest {
    private final Fixture fixture = new Fixture();
    private final RevocationEndpoint endpoint = fixture.revocation();

    private boolean isActive(String token) {
        return Ask.about(token)
                .basic("rs-acme", Fixture.SECRET)
                .of(fixture.introspection())
                .json()
                .get("active")
                .asBoolean();
    }

    @Test
    @DisplayName("REV-01 REV-02 REV-15 a client revokes its token, once or twice")
    void aClientRevokesItsToken() {
        String token = fixture.token("acme");
        Answer first = Ask.about(token).of(endpoint);
        assertThat(isActive(token)).isFalse();
        Answer second = Ask.about(token).of(endpoint);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text()).isEmpty();
        assertThat(first.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(second.everything()).isEqualTo(first.everything());
    }

    @Test
    @DisplayName("REV-03 REV-08 what is no token any more, or never was, is answered alike")
    void whatIsNoTokenIsAnsweredAlike() {
        String expired = fixture.token("acme");
        fixture.clock.advance(Duration.ofHours(4).plusSeconds(1));
        String own = Ask.about(fixture.token("acme")).of(endpoint).everything();

        for (String token :
                new String[] {expired, new Fixture().token("acme"), "garbage", "\u0000", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln"
                }) {
            assertThat(Ask.about(token).of(endpoint).everything()).isEqualTo(own);
        }
    }

    @Test
    @DisplayName("REV-04 a token of another client stays live, even for a resource server")
    void aTokenOfAnotherClientStaysLive() {
        String token = fixture.token("acme");

        Ask.about(token).basic("other", Fixture.SECRET).of(endpoint).isError(400, "invalid_grant");
        Ask.about(token).basic("rs-1", Fixture.SECRET).of(endpoint).isError(400, "invalid_grant");
        assertThat(isActive(token)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "token=",
                "token=a&token=a",
                "token=a&token_type_hint=access_token&token_type_hint=access_token"
            })
    @DisplayName("REV-05 REV-06 exactly one token is demanded")
    void exactlyOneTokenIsDemanded(String body) {
        Ask.about("x").body(body).of(endpoint).isError(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "nope"})
    @DisplayName("REV-07 a wrong hint changes nothing")
    void aWrongHintChangesNothing(String hint) {
        String token = fixture.token("acme");

        assertThat(Ask.about(token)
                        .body("token=" + token + "&token_type_hint=" + hint)
                        .of(endpoint)
                        .status())
                .isEqualTo(200);
        assertThat(isActive(token)).isFalse();
    }

    @Test
    @DisplayName("REV-09 REV-10 without the right credentials nothing is revoked")
    void withoutTheRightCredentialsNothingIsRevoked() {
        String token = fixture.token("acme");

        Ask.about(token).without("Authorization").of(endpoint).isUnauthorized();
        Ask.about(token).basic("acme", "wrong").of(endpoint).isUnauthorized();
        Ask.about(token)
                .without("Authorization")
                .body("token=" + token + "&client_id=acme")
                .of(endpoint)
                .isUnauthorized();
        assertThat(isActive(token)).isTrue();
    }

    @Test
    @DisplayName("REV-11 GET revokes nothing and answers no script")
    void getRevokesNothing() {
        String token = fixture.token("acme");

        Ask.about(token)
                .method("GET")
                .query("token=" + token + "&callback=f")
                .of(endpoint)
                .isError(405, "invalid_request");
        assertThat(isActive(token)).isTrue();
    }

    @Test
    @DisplayName("REV-12 while the store fails nobody is told that a token is gone")
    void whileTheStoreFailsNobodyIsToldThatATokenIsGone() {
        String token = fixture.token("acme");
        Fixture failing = new Fixture(FailingTokenStore.with(new StoreException("restart the store")));

        Answer answer = Ask.about(token).of(failing.revocation()).isError(503, "temporarily_unavailable");
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    @DisplayName("REV-13 of fifty at once all succeed, and after the first answer nobody sees the token")
    void ofFiftyAtOnceAllSucceed() throws Exception {
        String token = fixture.token("acme");
        AtomicBoolean answered = new AtomicBoolean();
        Callable<Boolean> revokeAndLook = () -> {
            int status = Ask.about(token).of(endpoint).status();
            answered.set(true);
            return status == 200 && !isActive(token);
        };
        Callable<Boolean> look = () -> {
            boolean revoked = answered.get();
            boolean active = isActive(token);
            return !(revoked && active);
        };
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(look);
            calls.add(revokeAndLook);
        }
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            for (Future<Boolean> call : executor.invokeAll(calls)) {
                assertThat(call.get()).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
