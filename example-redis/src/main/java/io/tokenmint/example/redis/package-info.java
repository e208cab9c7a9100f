/** A token store of one's own. */
@NullMarked
package io.tokenmint.example.redis;

import org.jspecify.annotations.NullMarked;
