/**
 * The promises of the store SPI as tests, for JUnit 5 and 6. A store's author writes a test class that implements one of
 * these interfaces and returns the store:
 *
 * <pre>{@code
 * class MyTokenStoreTest implements TokenStoreContract {
 *     private final TokenStore store = new MyTokenStore();
 *
 *     @Override
 *     public TokenStore tokens() {
 *         return store;
 *     }
 * }
 * }</pre>
 *
 * <p>{@link io.tokenmint.store.contract.TokenStoreContract} is for a {@link io.tokenmint.spi.TokenStore},
 * {@link io.tokenmint.store.contract.ClientRegistryContract} for a {@link io.tokenmint.spi.ClientRegistry},
 * {@link io.tokenmint.store.contract.ClientStoreContract} for a {@link io.tokenmint.spi.ClientStore} that others write to. A
 * store that outlives its process implements {@link io.tokenmint.store.contract.DurableTokenStoreContract} or
 * {@link io.tokenmint.store.contract.DurableClientRegistryContract} instead. How a store fails once its data is out of reach is
 * {@link io.tokenmint.store.contract.UnreachableTokenStoreContract},
 * {@link io.tokenmint.store.contract.UnreachableClientStoreContract} or
 * {@link io.tokenmint.store.contract.UnreachableClientRegistryContract}.
 *
 * <p>The store may be fresh for each test or shared by all: tests make up random keys and ids. They call {@code
 * deleteExpired}, though, so the store must hold nothing dear and must not serve several of these classes at the same time.
 * Every time is an argument, and nothing sleeps.
 */
@NullMarked
package io.tokenmint.store.contract;

import org.jspecify.annotations.NullMarked;
