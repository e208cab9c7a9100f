package io.tokenmint.quickstart;

import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Sees to it that there is a client: the chosen one, those of an earlier start, or a new one. */
final class Enrolment {
    private static final int SHOWN = 20;

    private final Options options;
    private final ClientRegistrar registrar;

    Enrolment(Options options, ClientRegistrar registrar) {
        this.options = options;
        this.registrar = registrar;
    }

    /** Registers a client where one is missing. */
    Greeting greet(Stores stores) {
        List<Client> known = registrar.list("", SHOWN + 1);
        Optional<Client> first = options.clientId().isPresent()
                ? stores.clients().find(options.clientId().get())
                : known.stream().findFirst();
        if (first.isEmpty()) {
            return register();
        }
        List<String> ids = known.stream().limit(SHOWN).map(Client::id).toList();
        return new Greeting(
                options.storage(),
                first.get().tenant(),
                first.get().id(),
                chosenSecretArgument(),
                Optional.of(String.join("\n", ids) + (known.size() > SHOWN ? "\n(and more)" : "")));
    }

    private Greeting register() {
        UnaryOperator<ClientBuilder> details =
                client -> client.tenant(options.tenant()).scope(options.scope());
        if (options.clientId().isPresent() && options.clientSecret().isPresent()) {
            Client chosen = registrar.registerChosen(
                    options.clientId().get(), options.clientSecret().get(), details);
            return greeting(chosen, chosenSecretArgument());
        }
        RegisteredClient registered = options.clientId().isPresent()
                ? registrar.register(options.clientId().get(), details)
                : registrar.register(details);
        return greeting(registered.client(), "-d 'client_secret=" + registered.secret() + "'");
    }

    private String chosenSecretArgument() {
        return options.secretInEnvironment() ? Greeting.VARIABLE : Greeting.PLACEHOLDER;
    }

    private Greeting greeting(Client client, String secretArgument) {
        return new Greeting(options.storage(), client.tenant(), client.id(), secretArgument, Optional.empty());
    }
}
