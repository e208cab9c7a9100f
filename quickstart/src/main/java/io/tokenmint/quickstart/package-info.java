/** A runnable OAuth Service: options, one file of wiring, and a demo resource that the tokens open. */
@NullMarked
package io.tokenmint.quickstart;

import org.jspecify.annotations.NullMarked;
