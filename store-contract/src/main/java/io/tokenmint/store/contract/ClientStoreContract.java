package io.tokenmint.store.contract;

import static io.tokenmint.store.contract.Clients.CONFUSABLE_IDS;
import static io.tokenmint.store.contract.Clients.client;
import static io.tokenmint.store.contract.Clients.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientStore;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Everything {@link ClientStore} promises, for a store that something else writes to. */
public interface ClientStoreContract {
    /**
     * The store to test.
     *
     * @return a store that is ready to use, the same throughout one test
     */
    ClientStore clients();

    /**
     * Writes a client to where the store reads it from.
     *
     * @param client a client with an id that is not there yet
     */
    void given(Client client);

    /** {@code find} answers the client as it was written. */
    @Test
    default void findsAClientByItsId() {
        Client client = client();
        given(client);

        assertThat(clients().find(client.id())).contains(client);
    }

    /** An unknown id is an empty answer and not an error. */
    @Test
    default void findsNothingUnderAnUnknownId() {
        assertThat(clients().find(id())).isEmpty();
    }

    /** A disabled client is found like any other: what that means is decided above the store. */
    @Test
    default void findsADisabledClient() {
        Client client = client().toBuilder().enabled(false).build();
        given(client);

        assertThat(clients().find(client.id())).contains(client);
    }

    /** Ids that differ in letter case are ids of different clients. */
    @Test
    default void tellsIdsApartByCase() {
        Client client = client();
        given(client);

        assertThat(clients().find(client.id().toUpperCase(Locale.ROOT))).isEmpty();

        Client other = withId(client.id().toUpperCase(Locale.ROOT));
        given(other);
        assertThat(clients().find(client.id())).contains(client);
        assertThat(clients().find(other.id())).contains(other);
    }

    /** So are ids that differ in a space, also one at the end. */
    @Test
    default void tellsIdsApartByEverySpace() {
        Client client = client();
        given(client);

        for (String other : List.of(client.id() + " ", client.id() + "  ", " " + client.id())) {
            assertThat(clients().find(other)).isEmpty();
            given(withId(other));
            assertThat(clients().find(other)).contains(withId(other));
        }
        assertThat(clients().find(client.id())).contains(client);
    }

    /** Every printable ASCII character may be in an id, at any place. */
    @Test
    default void findsOddIds() {
        String unique = id();
        List<Client> odd =
                CONFUSABLE_IDS.stream().map(id -> withId(unique + id)).toList();

        odd.forEach(this::given);

        assertThat(odd)
                .allSatisfy(client -> assertThat(clients().find(client.id())).contains(client));
    }

    /** An id may have {@value io.tokenmint.spi.Client#MAX_ID_LENGTH} characters, and the last one counts. */
    @Test
    default void findsTheLongestIds() {
        String start = id();
        String id = start + "i".repeat(Client.MAX_ID_LENGTH - start.length());
        given(withId(id));

        assertThat(clients().find(id)).contains(withId(id));
        assertThat(clients().find(id.substring(1))).isEmpty();
        assertThat(clients().find(id.substring(0, Client.MAX_ID_LENGTH - 1))).isEmpty();
        assertThat(clients().find(id.substring(0, Client.MAX_ID_LENGTH - 1) + "j"))
                .isEmpty();
        assertThat(clients().find(id + "i")).isEmpty();
    }

    /** An id comes from the request: whatever it is, nobody having it is an empty answer. */
    @Test
    default void answersEmptyToHostileIds() {
        Client client = client();
        given(client);
        String id = client.id();
        // what an encoding writes for a character it does not have
        given(withId(id + "?"));

        for (String hostile : List.of(
                "",
                " ",
                "\0",
                id + "\0",
                id.substring(0, 5) + "\0" + id.substring(5),
                "%",
                "' OR '1'='1",
                "\ud800",
                id + "\udc00",
                id + "\u00ad",
                "z\u00fcrich",
                "\u0130",
                "\uff43" + id.substring(1),
                "\ud83d\ude00",
                "\n",
                id + "\r\n",
                "a".repeat(100_000),
                "\u4e16".repeat(100_000))) {
            assertThat(clients().find(hostile)).isEmpty();
        }
    }

    private static Client withId(String id) {
        return Client.builder(id).createdAt(Clients.CREATED_AT).build();
    }
}
