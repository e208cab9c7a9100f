package consumer;

import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.jdbc.JdbcClientStore;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import java.lang.reflect.Proxy;
import java.sql.DriverManager;
import javax.sql.DataSource;

final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        DataSource database = (DataSource) Proxy.newProxyInstance(
                Main.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, values) -> DriverManager.getConnection("jdbc:h2:mem:consumer;DB_CLOSE_DELAY=-1"));
        JdbcSchema.create(database, JdbcSettings.defaults());
        JdbcClientStore clients = new JdbcClientStore(database);
        TokenSettings settings = TokenSettings.defaults();
        TokenService service = new TokenService(clients, new JdbcTokenStore(database), settings);
        RegisteredClient client =
                new ClientRegistrar(clients, settings).register(fresh -> fresh.scope(Scope.of("a.read")));
        System.out.println(service.issue(TokenRequest.clientCredentials(client.clientId(), client.secret())));
    }
}
