/** Stores of one's own, on Redis. */
@NullMarked
package io.tokenmint.example.redis;

import org.jspecify.annotations.NullMarked;
