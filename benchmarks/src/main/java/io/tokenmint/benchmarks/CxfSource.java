package io.tokenmint.benchmarks;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.cxf.jaxrs.ext.MessageContextImpl;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.rs.security.oauth2.common.Client;
import org.apache.cxf.rs.security.oauth2.common.OAuthPermission;
import org.apache.cxf.rs.security.oauth2.common.ServerAccessToken;
import org.apache.cxf.rs.security.oauth2.common.UserSubject;
import org.apache.cxf.rs.security.oauth2.grants.clientcred.ClientCredentialsGrantHandler;
import org.apache.cxf.rs.security.oauth2.provider.AbstractOAuthDataProvider;
import org.apache.cxf.rs.security.oauth2.provider.ClientSecretHashVerifier;
import org.apache.cxf.rs.security.oauth2.services.AccessTokenService;
import org.apache.cxf.rs.security.oauth2.tokens.refresh.RefreshToken;
import org.apache.cxf.rt.security.crypto.MessageDigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Apache CXF's token service without JAX-RS around it, with opaque tokens. Tokens are kept in a concurrent hash map: CXF leaves
 * storing to its user, and its own cache adapter would add the cost of a cache.
 */
final class CxfSource implements TokenSource {
    private static final long LIFETIME_SECONDS = 14_400;

    private final Workload workload;
    private final MapDataProvider tokens;
    private final ClientCredentialsGrantHandler grant = new ClientCredentialsGrantHandler();

    CxfSource(Workload workload) {
        this.workload = workload;
        this.tokens = new MapDataProvider(workload);
        grant.setDataProvider(tokens);
    }

    @Override
    public Minting minting() {
        Message message = new MessageImpl();
        message.setExchange(new ExchangeImpl());
        AccessTokenService service = new AccessTokenService();
        service.setDataProvider(tokens);
        service.setGrantHandler(grant);
        service.setMessageContext(new MessageContextImpl(message));
        service.setBlockUnsecureRequests(false);
        if (workload.secretKind() == SecretKind.SHA256) {
            service.setClientSecretVerifier(new ClientSecretHashVerifier());
        }
        return client -> mint(service, workload.clients().get(client));
    }

    @Override
    public void empty() {
        tokens.empty();
    }

    private Object mint(AccessTokenService service, Workload.Caller client) {
        MultivaluedMap<String, String> form = new MetadataMap<>();
        form.putSingle("grant_type", "client_credentials");
        form.putSingle("client_id", client.id());
        form.putSingle("client_secret", client.secret());
        form.putSingle("scope", workload.requestedScope());
        Response response = service.handleTokenRequest(form);
        if (response.getStatus() != Response.Status.OK.getStatusCode()) {
            throw new IllegalStateException("refused: " + response.getStatus());
        }
        return response.getEntity();
    }

    /** Clients and tokens in memory. */
    private static final class MapDataProvider extends AbstractOAuthDataProvider {
        private final Map<String, Client> clients = new ConcurrentHashMap<>();
        private volatile Map<String, ServerAccessToken> tokens = new ConcurrentHashMap<>();

        MapDataProvider(Workload workload) {
            setAccessTokenLifetime(LIFETIME_SECONDS);
            workload.scope().forEach(token -> getPermissionMap().put(token, new OAuthPermission(token)));
            for (Workload.Caller caller : workload.clients()) {
                Client client = new Client(caller.id(), secret(caller, workload.secretKind()), true);
                client.setAllowedGrantTypes(List.of("client_credentials"));
                client.setRegisteredScopes(workload.scope());
                clients.put(caller.id(), client);
            }
        }

        private static String secret(Workload.Caller caller, SecretKind kind) {
            return kind == SecretKind.SHA256
                    ? MessageDigestUtils.generate(caller.secret().getBytes(StandardCharsets.UTF_8), "SHA-256")
                    : caller.secret();
        }

        void empty() {
            tokens = new ConcurrentHashMap<>();
        }

        @Override
        protected void saveAccessToken(ServerAccessToken token) {
            tokens.put(token.getTokenKey(), token);
        }

        @Override
        protected @Nullable Client doGetClient(String clientId) {
            return clients.get(clientId);
        }

        @Override
        public void setClient(Client client) {
            clients.put(client.getClientId(), client);
        }

        @Override
        public List<Client> getClients(@Nullable UserSubject owner) {
            return List.copyOf(clients.values());
        }

        @Override
        public @Nullable ServerAccessToken getAccessToken(String token) {
            return tokens.get(token);
        }

        @Override
        public List<ServerAccessToken> getAccessTokens(Client client, UserSubject subject) {
            return tokens.values().stream()
                    .filter(token -> token.getClient().getClientId().equals(client.getClientId()))
                    .toList();
        }

        @Override
        protected void doRevokeAccessToken(ServerAccessToken token) {
            tokens.remove(token.getTokenKey());
        }

        @Override
        protected void doRemoveClient(Client client) {
            clients.remove(client.getClientId());
        }

        @Override
        public List<RefreshToken> getRefreshTokens(Client client, UserSubject subject) {
            return List.of();
        }

        @Override
        protected void saveRefreshToken(RefreshToken token) {
            throw new UnsupportedOperationException("the client-credentials grant has no refresh tokens");
        }

        @Override
        protected void doRevokeRefreshToken(RefreshToken token) {
            throw new UnsupportedOperationException("the client-credentials grant has no refresh tokens");
        }

        @Override
        protected @Nullable RefreshToken getRefreshToken(String token) {
            return null;
        }
    }
}
