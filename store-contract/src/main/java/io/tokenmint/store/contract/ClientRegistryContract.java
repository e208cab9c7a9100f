package io.tokenmint.store.contract;

import static io.tokenmint.store.contract.Clients.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Everything {@link ClientRegistry} promises. */
public interface ClientRegistryContract extends ClientValuesContract {
    @Override
    ClientRegistry clients();

    /**
     * The same registry as another node of a cluster sees it.
     *
     * @return another instance over the same data; {@link #clients()} itself for a registry that has one node only
     */
    default ClientRegistry otherNode() {
        return clients();
    }

    @Override
    default void given(Client client) {
        assertThat(clients().insert(client)).isTrue();
    }

    /** An id that is taken is refused, and the client that has it stays as it was. */
    @Test
    default void insertsNoSecondClientUnderATakenId() {
        Client client = client();
        given(client);

        assertThat(otherNode().insert(client.toBuilder().enabled(false).build()))
                .isFalse();

        assertThat(clients().find(client.id())).contains(client);
    }

    /** An update replaces every component and counts the version up by one. */
    @Test
    default void updatesAClientAndItsVersion() {
        Client client = Clients.everything();
        given(client);
        Client changed = Client.builder(client.id()).version(client.version()).build();

        assertThat(clients().update(changed)).isTrue();
        assertThat(otherNode().find(client.id())).contains(withVersion(changed, client.version() + 1));

        assertThat(otherNode().update(withVersion(client, client.version() + 1)))
                .isTrue();
        assertThat(clients().find(client.id())).contains(withVersion(client, client.version() + 2));
    }

    /** An update of what somebody else changed meanwhile changes nothing. */
    @Test
    default void updatesNothingWithAnotherVersion() {
        Client client = withVersion(client(), 5);
        given(client);

        for (long version : new long[] {0, 4, 6, -1, Long.MAX_VALUE}) {
            Client stale = client.toBuilder().version(version).enabled(false).build();
            assertThat(clients().update(stale)).isFalse();
        }
        assertThat(clients().find(client.id())).contains(client);
    }

    /** An update of a client that is not there keeps nothing. */
    @Test
    default void updatesNoUnknownClient() {
        Client client = client();

        assertThat(clients().update(client)).isFalse();

        assertThat(clients().find(client.id())).isEmpty();
    }

    /** A deleted client is gone for every node; its id is free again. */
    @Test
    default void deletesAClient() {
        Client client = Clients.everything();
        given(client);

        assertThat(clients().delete(client.id())).isTrue();

        assertThat(otherNode().find(client.id())).isEmpty();
        assertThat(otherNode().delete(client.id())).isFalse();
        assertThat(otherNode().update(client)).isFalse();
        given(Client.builder(client.id()).build());
        assertThat(clients().find(client.id()))
                .contains(Client.builder(client.id()).build());
    }

    /** Deleting tells ids apart like finding does, and an id nobody has is an answer and not an error. */
    @Test
    default void deletesNoOtherClient() {
        Client client = client();
        given(client);
        String id = client.id();
        // what an encoding writes for a character it does not have
        Client marked = Client.builder(id + "?").build();
        given(marked);

        for (String other : List.of(
                id.toUpperCase(Locale.ROOT),
                id + " ",
                id + "\0",
                id + "\udc00",
                id + "\u00fc",
                "",
                "%",
                "\ud800",
                "z\u00fcrich")) {
            assertThat(clients().delete(other)).isFalse();
        }
        assertThat(clients().find(id)).contains(client);
        assertThat(clients().find(marked.id())).contains(marked);
    }

    /** Pages follow one another in the order of the ids' characters, without a gap and without a repetition. */
    @Test
    default void listsClientsInTheOrderOfTheirIds() {
        String unique = Clients.id();
        List<String> ids =
                Clients.CONFUSABLE_IDS.stream().map(id -> unique + id).toList();
        ids.forEach(id -> given(Client.builder(id).scope(Scope.of("a.read")).build()));

        List<Client> listed = new ArrayList<>();
        String after = unique;
        while (listed.size() < ids.size()) {
            List<Client> page = otherNode().list(after, Math.min(4, ids.size() - listed.size()));
            listed.addAll(page);
            after = page.get(page.size() - 1).id();
        }

        assertThat(listed)
                .extracting(Client::id)
                .containsExactlyElementsOf(ids.stream().sorted().toList());
        assertThat(listed)
                .allSatisfy(client -> assertThat(clients().find(client.id())).contains(client));
    }

    /** A page has as many clients as were asked for unless there are no more. */
    @Test
    default void listsFullPages() {
        String last = "~".repeat(Client.MAX_ID_LENGTH - 40) + Clients.id();
        given(Client.builder(last + "1").build());
        given(Client.builder(last + "2").build());

        assertThat(clients().list("", 2)).hasSize(2);
        assertThat(clients().list(last, 1)).extracting(Client::id).containsExactly(last + "1");
        assertThat(clients().list("~".repeat(Client.MAX_ID_LENGTH), 10)).isEmpty();
    }

    /** Of several clients inserted under one id at once one is kept. */
    @Test
    default void ofConcurrentInsertsOneWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            Client client = client();

            List<Boolean> inserted = Concurrently.call(i -> () -> node(i).insert(withVersion(client, i)));

            assertThat(inserted).containsOnlyOnce(true);
            assertThat(clients().find(client.id())).contains(withVersion(client, inserted.indexOf(true)));
        }
    }

    /** Of several updates of one version at once one is kept, and the version goes up by one. */
    @Test
    default void ofConcurrentUpdatesOneWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            Client client = client();
            given(client);

            List<Boolean> updated = Concurrently.call(
                    i -> () -> node(i).update(client.toBuilder().generation(i).build()));

            assertThat(updated).containsOnlyOnce(true);
            assertThat(clients().find(client.id()))
                    .contains(client.toBuilder()
                            .generation(updated.indexOf(true))
                            .version(client.version() + 1)
                            .build());
        }
    }

    /** Of several deletions of one client at once exactly one reports that it was there. */
    @Test
    default void ofConcurrentDeletionsOneWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            Client client = client();
            given(client);

            List<Boolean> deleted = Concurrently.call(i -> () -> node(i).delete(client.id()));

            assertThat(deleted).containsOnlyOnce(true);
            assertThat(clients().find(client.id())).isEmpty();
        }
    }

    private ClientRegistry node(int number) {
        return number % 2 == 0 ? clients() : otherNode();
    }

    private static Client withVersion(Client client, long version) {
        return client.toBuilder().version(version).build();
    }
}
