/**
 * What a store keeps, and the interfaces it implements.
 *
 * <p>A store author meets two interfaces. {@link io.tokenmint.spi.ClientStore} has the one method a token request needs;
 * {@link io.tokenmint.spi.ClientRegistry} extends it with what registering clients needs. {@link io.tokenmint.spi.TokenStore}
 * is a map from 32-byte {@linkplain io.tokenmint.spi.TokenKey keys} to small records, sorted by expiry.
 *
 * <p>Stores hold no policy and no clock: whether a client may do something, or a token is still good, is decided above
 * them, and every time they need is an argument. What they are given to keep are values that guard themselves, so a store
 * never validates. A failure to read or write is a {@link io.tokenmint.spi.StoreException}; an answer such as "no such
 * client" never is.
 *
 * <p>Every promise on these interfaces is a test of the same name in {@code tokenmint-store-contract}.
 */
@NullMarked
package io.tokenmint.spi;

import org.jspecify.annotations.NullMarked;
