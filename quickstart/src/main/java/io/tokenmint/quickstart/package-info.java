/** A runnable OAuth Service: options, stores, the OAuth endpoints, and a demo resource that the tokens open. */
@NullMarked
package io.tokenmint.quickstart;

import org.jspecify.annotations.NullMarked;
