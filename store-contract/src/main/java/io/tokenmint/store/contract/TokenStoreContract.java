package io.tokenmint.store.contract;

/**
 * Everything {@link io.tokenmint.spi.TokenStore} promises. Implement this one; those it extends only sort the tests by
 * theme.
 *
 * <pre>{@code
 * class MyTokenStoreTest implements TokenStoreContract {
 *     @Override
 *     public TokenStore tokens() {
 *         return new MyTokenStore();
 *     }
 * }
 * }</pre>
 */
public interface TokenStoreContract
        extends TokenValuesContract,
                TokenKeysContract,
                TokenUseContract,
                TokenExpiryContract,
                TokenConcurrencyContract {}
