package io.tokenmint;

import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.ClientStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a client is who it says (RFC 6749 section 2.3). Unknown client, wrong secret, disabled client, expired
 * secret and wrong method get the same answer after the same work: one SHA-256, whatever the client holds.
 */
final class ClientAuthenticator {
    /** How long an attempt is held back at most when nobody knows where it comes from. */
    private static final Duration MAX_DELAY = Duration.ofMillis(500);

    private final FailureLimiter limiter;
    private final ClientProfiles profiles;
    private final ScratchPool scratchPool;
    private final SlowSecrets slowSecrets;
    private final SecretUpgrade secretUpgrade;

    ClientAuthenticator(ClientStore clients, ClientProfiles profiles, ScratchPool scratchPool, TokenSettings settings) {
        this.limiter = settings.failureLimiter();
        this.profiles = profiles;
        this.scratchPool = scratchPool;
        this.slowSecrets = new SlowSecrets(settings);
        this.secretUpgrade = new SecretUpgrade(clients, slowSecrets);
    }

    ClientProfile.Proof authenticate(@Nullable ClientCredentials credentials, Optional<String> source, Instant now) {
        if (credentials == null || credentials.secret().isEmpty()) {
            throw new Refusal(TokenError.INVALID_CLIENT, "no_credentials");
        }
        FailureLimiter.Attempt attempt = new FailureLimiter.Attempt(credentials.clientId(), source, now);
        slowDown(attempt);
        boolean told = false;
        try {
            ClientProfile.Proof proof = credentials.otherReading().isEmpty()
                    ? check(credentials, now)
                    : checkEither(credentials, credentials.otherReading().get(), now);
            told = tellSuccess(attempt, proof.client().id());
            return proof;
        } catch (Refusal refusal) {
            if (refusal.error() == TokenError.INVALID_CLIENT) {
                told = true;
                limiter.failed(attempt);
            }
            throw refusal;
        } finally {
            if (!told) {
                limiter.undecided(attempt);
            }
        }
    }

    /** The client that was proved may be that of the other reading. */
    private boolean tellSuccess(FailureLimiter.Attempt attempt, String clientId) {
        boolean claimed = attempt.clientId().equals(clientId);
        limiter.succeeded(claimed ? attempt : new FailureLimiter.Attempt(clientId, attempt.source(), attempt.at()));
        return claimed;
    }

    private void slowDown(FailureLimiter.Attempt attempt) {
        Optional<Duration> wait = limiter.waitFor(attempt);
        if (wait.isEmpty()) {
            return;
        }
        if (attempt.source().isPresent()) {
            throw Refusal.retryAfter(TokenError.TOO_MANY_REQUESTS, "too_many_failures", wait.get());
        }
        LockSupport.parkNanos(this, Math.min(wait.get().toNanos(), MAX_DELAY.toNanos()));
    }

    /** Checks both readings whatever comes of the first, so that time does not tell which one was meant. */
    private ClientProfile.Proof checkEither(ClientCredentials first, ClientCredentials second, Instant now) {
        ClientProfile.Proof other = null;
        try {
            other = check(second, now);
        } catch (Refusal refusal) {
            if (refusal.error() != TokenError.INVALID_CLIENT) {
                throw refusal;
            }
        }
        try {
            return check(first, now);
        } catch (Refusal refusal) {
            if (other == null) {
                throw refusal;
            }
            return other;
        }
    }

    private ClientProfile.Proof check(ClientCredentials credentials, Instant now) {
        ClientProfile profile = profiles.findOrNobody(credentials.clientId());
        ClientSecret secret = matchingSecret(profile, credentials.secret(), now);
        if (profiles.isNobody(profile)) {
            throw new Refusal(TokenError.INVALID_CLIENT, "unknown_client");
        }
        if (secret == null) {
            throw new Refusal(TokenError.INVALID_CLIENT, "wrong_secret");
        }
        if (!secret.isLive(now)) {
            throw new Refusal(TokenError.INVALID_CLIENT, "expired_secret");
        }
        if (!profile.client().enabled()) {
            throw new Refusal(TokenError.INVALID_CLIENT, "client_disabled");
        }
        if (!profile.client().authenticationMethods().contains(credentials.method())) {
            throw new Refusal(TokenError.INVALID_CLIENT, "authentication_method");
        }
        secretUpgrade.afterSuccess(profile, secret, credentials.secret());
        return profile.provedBy(secret);
    }

    private @Nullable ClientSecret matchingSecret(ClientProfile profile, String secret, Instant now) {
        // RFC 6749 appendix A.2: a secret is printable ASCII. Anything else costs the same whoever it is for, and
        // matches nothing: not even where the hash of the text that stands in for it is registered.
        boolean possible = isPossible(secret);
        ClientSecret match = matchingFastSecret(profile, possible ? secret : "", now);
        if (!possible) {
            return null;
        }
        if (match != null) {
            return match;
        }
        List<ClientSecret> slow = profile.liveSlowSecrets(now);
        if (slow.isEmpty()) {
            slowSecrets.verifyDummy(secret);
            return null;
        }
        return slowSecrets.verify(secret, slow);
    }

    /** The live secret that matches; one that is not live if no other does. All are compared. */
    private @Nullable ClientSecret matchingFastSecret(ClientProfile profile, String secret, Instant now) {
        ClientSecret match = null;
        Scratch scratch = scratchPool.borrow();
        try {
            byte[] sha256 = scratch.sha256(secret);
            for (ClientProfile.FastSecret candidate : profile.fastSecrets()) {
                boolean equal = MessageDigest.isEqual(candidate.sha256(), sha256);
                if (equal && (match == null || !match.isLive(now))) {
                    match = candidate.secret();
                }
            }
            return match;
        } finally {
            scratchPool.giveBack(scratch);
        }
    }

    private static boolean isPossible(String secret) {
        if (secret.isEmpty() || secret.length() > Scratch.MAX_TEXT) {
            return false;
        }
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            if (c < 0x20 || c > 0x7E) {
                return false;
            }
        }
        return true;
    }
}
