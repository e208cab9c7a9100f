package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tokenmint.http.AccessDecision.Denied;
import io.tokenmint.http.AccessDecision.Granted;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerConformanceTest {
    private static final String NO_ERROR = "Bearer realm=\"api\"";

    private final Fixture fixture = new Fixture();
    private final BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(fixture.service))
            .allOf("a.read")
            .build();
    private final String token = fixture.token("acme");

    /** A guard of scope {@code a.read} in the making. */
    private BearerGuardBuilder open() {
        return guard.toBuilder();
    }

    @Test
    @DisplayName("BEAR-01 a live token with enough scope is accepted, and the caller is known")
    void acceptsALiveToken() {
        Granted granted = Access.bearer(token).isGrantedBy(guard);

        assertThat(granted.clientId()).isEqualTo("acme");
        assertThat(granted.tenant()).contains("acme");
        assertThat(granted.scope()).isEqualTo(Scope.of("tenant=acme", "a.read", "a.write"));
        assertThat(granted.audience()).containsExactly(Fixture.API1);
        assertThat(granted.expiresAt())
                .contains(Fixture.START.plusSeconds(14_400).plusMillis(750));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR ", "Bearer  ", " Bearer ", "\tBearer    "})
    @DisplayName("BEAR-02 letter case of the scheme and the number of spaces do not count")
    void acceptsEveryWayToWriteTheScheme(String scheme) {
        Access.with(scheme + token).isGrantedBy(guard);
        Access.with(scheme + token + " \t").isGrantedBy(guard);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "Basic YTpi", "Basic", "DPoP abc", "Bearer2 abc", "BearerToken", "Bearer-x abc", "B"})
    @DisplayName("BEAR-03 without Bearer credentials the challenge says no error")
    void asksForCredentialsWithoutAnError(String header) {
        Denied denied = Access.with(header).isDeniedBy(guard, 401, "");

        assertThat(denied.challenge()).contains(NO_ERROR);
        assertThat(new Access().isDeniedBy(guard, 401, "")).isEqualTo(denied);
    }

    @Test
    @DisplayName("BEAR-04 unknown, foreign, expired and revoked tokens and those of another audience are invalid alike")
    void refusesTokensThatAreNotGood() {
        String revoked = fixture.token("acme");
        fixture.service.revoke(revoked);
        BearerGuard other = open().audience(Fixture.API2).build();

        Denied unknown = Access.bearer("AAAA" + token.substring(4)).isDeniedBy(guard, 401, "invalid_token");
        assertThat(unknown.challenge())
                .contains(NO_ERROR
                        + ", error=\"invalid_token\", error_description=\"The access token is not valid here.\"");
        assertThat(Access.bearer(revoked).isDeniedBy(guard, 401, "invalid_token"))
                .isEqualTo(unknown);
        assertThat(Access.bearer("eyJhbGciOiJub25lIn0.e30.").isDeniedBy(guard, 401, "invalid_token"))
                .isEqualTo(unknown);
        assertThat(Access.bearer(token).isDeniedBy(other, 401, "invalid_token")).isEqualTo(unknown);
        fixture.clock.set(Fixture.START.plus(Duration.ofHours(5)));
        assertThat(Access.bearer(token).isDeniedBy(guard, 401, "invalid_token")).isEqualTo(unknown);
    }

    @Test
    @DisplayName("BEAR-04 a token without audience is not good where one is expected, and is where none is")
    void refusesATokenWithoutAudienceWhereOneIsExpected() {
        fixture.register("plain", Fixture.SECRET, plain -> plain);
        String without = fixture.token("plain");

        Access.bearer(without).isGrantedBy(guard);
        Access.bearer(without).isDeniedBy(open().audience(Fixture.API1).build(), 401, "invalid_token");
        Access.bearer(token).isGrantedBy(open().audience(Fixture.API1).build());
    }

    @Test
    @DisplayName("BEAR-04 a token that was not used for the idle time is invalid")
    void refusesAnIdleToken() {
        Fixture idle = new Fixture(
                new MemoryTokenStore(), settings -> settings.idleExpiry(true).sessionIdleTime(Duration.ofSeconds(120)));
        BearerGuard idleGuard =
                BearerGuard.builder(TokenVerifier.inProcess(idle.service)).build();
        Access access = Access.bearer(idle.token("acme"));

        idle.clock.set(Fixture.START.plusSeconds(100));
        access.isGrantedBy(idleGuard);
        idle.clock.set(Fixture.START.plusSeconds(100 + 149));
        access.isGrantedBy(idleGuard);
        idle.clock.set(Fixture.START.plusSeconds(100 + 149 + 150));
        access.isDeniedBy(idleGuard, 401, "invalid_token");
    }

    @Test
    @DisplayName("BEAR-05 a live token without the scope is told which scope is enough")
    void namesTheScopeThatIsEnough() {
        BearerGuard admin = open().allOf("a.admin").anyOf("b.one", "a.read").build();

        assertThat(Access.bearer(token)
                        .isDeniedBy(admin, 403, "insufficient_scope")
                        .challenge())
                .contains(NO_ERROR
                        + ", error=\"insufficient_scope\", error_description=\"The access token does not permit this.\""
                        + ", scope=\"a.read a.admin b.one\"");
    }

    @Test
    @DisplayName("BEAR-05 all of some scopes, and one of others, letter case counting")
    void wantsAllOfSomeAndOneOfOthers() {
        Access access = Access.bearer(token);

        access.isGrantedBy(open().allOf("a.write").anyOf("b.one", "a.read").build());
        access.isDeniedBy(open().anyOf("b.one", "A.READ").build(), 403, "insufficient_scope");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer =",
                "Bearer a=b",
                "Bearer a b",
                "Bearer a, Bearer b",
                "Bearer a,b",
                "Bearer\tabc",
                "Bearer,abc",
                "Bearer \"abc\"",
                "Bearer ab\u00e9",
                "Bearer ab\u0000c",
                "Bearer abc;",
                "Bearer token=abc"
            })
    @DisplayName("BEAR-06 nothing after the scheme, characters outside the grammar and two tokens are malformed")
    void refusesAMalformedHeader(String header) {
        Denied denied = Access.with(header).isDeniedBy(guard, 400, "invalid_request");

        assertThat(denied.challenge())
                .contains(NO_ERROR + ", error=\"invalid_request\", error_description=\"Send one Authorization header"
                        + " with the scheme Bearer and one token.\"");
    }

    @Test
    @DisplayName("BEAR-06 two header lines and a token beyond any length are malformed")
    void refusesTwoLinesAndAnEndlessToken() {
        String longest = "a".repeat(BearerCredentials.MAX_TOKEN_LENGTH);

        Access.with("Bearer " + token, "Bearer " + token).isDeniedBy(guard, 400, "invalid_request");
        Access.with("Basic YTpi", "Bearer " + token).isDeniedBy(guard, 400, "invalid_request");
        Access.bearer(longest).isDeniedBy(guard, 401, "invalid_token");
        Access.bearer(longest + "a").isDeniedBy(guard, 400, "invalid_request");
    }

    @Test
    @DisplayName("BEAR-07 a token in the header and one in the form are malformed, good or not")
    void refusesASecondTokenInTheForm() {
        Denied denied = Access.bearer(token).tokenInForm().isDeniedBy(guard, 400, "invalid_request");

        assertThat(denied.description()).isEqualTo("Send the token in the Authorization header only.");
        assertThat(Access.bearer("abc").tokenInForm().isDeniedBy(guard, 400, "invalid_request"))
                .isEqualTo(denied);
    }

    @Test
    @DisplayName("BEAR-08 a token in the URL is never accepted, alone or beside the header")
    void neverAcceptsATokenInTheUrl() {
        for (String name : List.of("access_token", "access%5Ftoken", "%61ccess_token")) {
            new Access().query(name + "=" + token).isDeniedBy(guard, 401, "");
            Access.bearer(token).query("a=b&" + name + "=" + token).isDeniedBy(guard, 400, "invalid_request");
            Access.bearer(token).query(name).isDeniedBy(guard, 400, "invalid_request");
        }
        Access.bearer(token).query("x=access_token&access_token2=1&%=1&%zz&&=").isGrantedBy(guard);
    }

    @Test
    @DisplayName("BEAR-09 not offered: a token in the form alone is no credentials")
    void neverAcceptsATokenInTheForm() {
        new Access().tokenInForm().isDeniedBy(guard, 401, "");
    }

    @Test
    @DisplayName("BEAR-10 every challenge is a list of distinct attributes with quoted-strings")
    void writesWellFormedChallenges() {
        BearerGuard full = open().realm("orders, v1; (beta)")
                .allOf("b.read")
                .tenant(TenantSource.header("X-Tenant"))
                .resourceMetadata(URI.create("https://api.example/.well-known/oauth-protected-resource"))
                .build();
        List<Denied> all = List.of(
                new Access().isDeniedBy(full, 401, ""),
                Access.with("Bearer").isDeniedBy(full, 400, "invalid_request"),
                Access.bearer("abc").isDeniedBy(full, 401, "invalid_token"),
                Access.bearer(token).isDeniedBy(full, 400, "invalid_request"),
                Access.bearer(token).header("X-Tenant", "beta").isDeniedBy(full, 403, "insufficient_scope"),
                Access.bearer(token).header("X-Tenant", "acme").isDeniedBy(full, 403, "insufficient_scope"));

        assertThat(all).doesNotHaveDuplicates().allSatisfy(denied -> {
            List<String> names = attributes(denied.challenge().orElseThrow());
            assertThat(names).doesNotHaveDuplicates().startsWith("realm").endsWith("resource_metadata");
            assertThat(denied.headers()).containsOnlyKeys("WWW-Authenticate");
        });
    }

    /** The attribute names of a challenge that is made of quoted-strings without escapes, or a failure. */
    private static List<String> attributes(String challenge) {
        assertThat(challenge).startsWith("Bearer ");
        Matcher attribute = Pattern.compile("([a-z_]+)=\"[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+\"(, |$)")
                .matcher(challenge);
        List<String> names = new ArrayList<>();
        int end = "Bearer ".length();
        while (attribute.find(end)) {
            assertThat(attribute.start()).isEqualTo(end);
            names.add(attribute.group(1));
            end = attribute.end();
        }
        assertThat(end).isEqualTo(challenge.length());
        return names;
    }

    @Test
    @DisplayName("BEAR-10 a realm and scopes that do not fit a quoted-string are refused when the guard is built")
    void refusesValuesThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open().realm("a\"b").build());
        assertThatIllegalArgumentException().isThrownBy(() -> open().realm("").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open().realm("a\r\nSet-Cookie: b").build());
        assertThatIllegalArgumentException().isThrownBy(() -> open().allOf("a b"));
        assertThatIllegalArgumentException().isThrownBy(() -> open().anyOf());
    }

    @Test
    @DisplayName("BEAR-11 the challenge names the metadata of the resource, an https URL")
    void namesTheMetadataOfTheResource() {
        URI metadata = URI.create("https://api.example/.well-known/oauth-protected-resource");
        BearerGuard withMetadata = open().resourceMetadata(metadata).build();

        assertThat(new Access().isDeniedBy(withMetadata, 401, "").challenge())
                .contains(NO_ERROR + ", resource_metadata=\"" + metadata + "\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open().resourceMetadata(URI.create("http://api.example/")));
        assertThatIllegalArgumentException().isThrownBy(() -> open().resourceMetadata(URI.create("/here")));
    }

    @Test
    @DisplayName("BEAR-12 a token of one tenant is refused on the path of another")
    void refusesAnotherTenantsPath() {
        BearerGuard tenants = open().tenant(TenantSource.path("/api/{tenant}")).build();

        Access.bearer(token).path("/api/acme/orders").isGrantedBy(tenants);
        Access.bearer(token).path("/api/acme").isGrantedBy(tenants);
        Access.bearer(token).path("/api/acme/").isGrantedBy(tenants);
        Access.bearer(token).path("/api/acme/...").isGrantedBy(tenants);
        Access.bearer(token).path("/api/acme/caf%C3%A9/100%25").isGrantedBy(tenants);
        for (String path : List.of("/api/beta/orders", "/api/ACME/orders", "/api/acme2", "/api/%61cme/orders")) {
            assertThat(Access.bearer(token)
                            .path(path)
                            .isDeniedBy(tenants, 403, "insufficient_scope")
                            .challenge())
                    .contains(NO_ERROR + ", error=\"insufficient_scope\""
                            + ", error_description=\"The access token is for another tenant.\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/api",
                "/api/",
                "/api//acme",
                "//api/acme",
                "/api/acme/../beta",
                "/api/acme/..",
                "/api/acme/%2e%2e/beta",
                "/api/acme/.%2E/beta",
                "/api/acme/..;/beta",
                "/api/acme;x=y/orders",
                "/api/acme/..%2Fbeta",
                "/api/acme%2f..%2fbeta",
                "/api/acme\\..\\beta",
                "/api/acme/..%5cbeta",
                "/api/./acme",
                "/api/acme/.",
                "/api/acme//",
                "/api/acme//orders",
                "/api/acme%3Bx=y/orders",
                "/api/acme/%252e%252e/beta",
                "/api/acme/%25%32%65%2e/beta",
                "/api/acme/%c0%ae%c0%ae/beta",
                "/api/acme/%e0%80%af",
                "/api/acme%00",
                "/api/acme/%0d%0a",
                "/api/acme%",
                "/api/acme/%zz",
                "/api/acme/ orders",
                "/api/acm\u00e9",
                "/api/acme?/../beta",
                "/api/acme#/beta",
                "/ap%69/acme",
                "/API/acme",
                "api/acme",
                "http://localhost/api/acme",
                "/other/acme"
            })
    @DisplayName("BEAR-12 a path that servers read in different ways names no tenant")
    void refusesAnAmbiguousPath(String path) {
        BearerGuard tenants = open().tenant(TenantSource.path("/api/{tenant}")).build();

        Access.bearer(token).path(path).isDeniedBy(tenants, 400, "invalid_request");
    }

    @Test
    @DisplayName("BEAR-12 what a template has behind the tenant must be there, as whole segments")
    void comparesWhatIsBehindTheTenant() {
        BearerGuard orders =
                open().tenant(TenantSource.path("/{tenant}/orders")).build();

        Access.bearer(token).path("/acme/orders").isGrantedBy(orders);
        Access.bearer(token).path("/acme/orders/1").isGrantedBy(orders);
        for (String path : List.of("/acme", "/acme/", "/acme/orders2", "/acme/x/orders", "/orders", "/acmeorders")) {
            Access.bearer(token).path(path).isDeniedBy(orders, 400, "invalid_request");
        }
    }

    @Test
    @DisplayName("BEAR-12 a tenant in a header must come exactly once and be the token's")
    void comparesTheTenantInAHeader() {
        BearerGuard tenants = open().tenant(TenantSource.header("X-Tenant")).build();

        Access.bearer(token).header("x-tenant", " acme ").isGrantedBy(tenants);
        Access.bearer(token).header("X-Tenant", "beta").isDeniedBy(tenants, 403, "insufficient_scope");
        Access.bearer(token).header("X-Tenant", "acme,beta").isDeniedBy(tenants, 403, "insufficient_scope");
        Access.bearer(token).header("X-Tenant", "acme", "beta").isDeniedBy(tenants, 400, "invalid_request");
        Access.bearer(token).isDeniedBy(tenants, 400, "invalid_request");
        Access.bearer("abc").isDeniedBy(tenants, 401, "invalid_token");
    }

    @Test
    @DisplayName("BEAR-12 a token of no tenant is let in nowhere that has tenants")
    void refusesATokenWithoutTenant() {
        BearerGuard tenants = BearerGuard.builder(any -> Optional.of(
                        new TokenFacts("acme", Scope.of("tenant=a", "tenant=b"), List.of(), Optional.empty())))
                .tenant(TenantSource.header("X-Tenant"))
                .build();

        Access.bearer("abc").header("X-Tenant", "a").isDeniedBy(tenants, 403, "insufficient_scope");
        Access.bearer("abc").header("X-Tenant", "").isDeniedBy(tenants, 400, "invalid_request");
    }

    @Test
    void aFailingStoreIsUnavailableAndNeverGranted() {
        Fixture failing = new Fixture(FailingTokenStore.with(new StoreException("no disk")));
        BearerGuard unavailable = BearerGuard.builder(TokenVerifier.inProcess(failing.service))
                .retryAfter(Duration.ofSeconds(7))
                .build();

        Denied denied = Access.bearer(token).isDeniedBy(unavailable, 503, "temporarily_unavailable");

        assertThat(denied.headers()).isEqualTo(Map.of("Retry-After", "7"));
        assertThat(denied.challenge()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "tenant",
                "/api",
                "/{tenant}/{tenant}",
                "/a{tenant}",
                "/{tenant}/",
                "/{tenant}/**",
                "/{tenant}x",
                "/{tenant}/../x",
                "/a;b/{tenant}",
                "a/{tenant}",
                "/a//{tenant}"
            })
    void refusesATemplateThatIsNotPlain(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenantSource.path(template))
                .withMessageContaining("/api/{tenant}/orders");
    }

    @Test
    void buildsAGuardThatWantsMoreAndLeavesTheFirstAsItWas() {
        BearerGuard more = guard.toBuilder().allOf("a.admin").build();

        Access.bearer(token).isDeniedBy(more, 403, "insufficient_scope");
        Access.bearer(token).isGrantedBy(guard);
    }
}
