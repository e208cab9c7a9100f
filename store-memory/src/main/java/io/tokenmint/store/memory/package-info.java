/**
 * Clients and tokens in the memory of this JVM: for tests, for a service of one node, and for whoever can afford to lose
 * every token with the process.
 *
 * <p>{@link io.tokenmint.store.memory.MemoryTokenStore} keeps a token in about 50 bytes. From the outside in: a
 * <i>directory</i> leads from an expiry minute to its <i>segment</i>; a segment has a <i>table</i> for each of a fixed number
 * of <i>stripes</i>, chosen by the key's hash; a table is an index of 32-bit numbers over packed entries in <i>chunks</i>. No
 * object belongs to one token alone. What tokens have in common, their authorization, is one object that they refer to.
 *
 * <p>Each stripe has one lock for all segments. Writers hold it, readers look first and check afterwards that nobody wrote.
 * The only lock that all writers share, the directory's, is taken when a minute gets its first token and when minutes are
 * dropped.
 */
@NullMarked
package io.tokenmint.store.memory;

import org.jspecify.annotations.NullMarked;
