/** What must be true of the whole: documents that cannot lie, consumers that compile, real clients that understand us. */
@NullMarked
package io.tokenmint.acceptance;

import org.jspecify.annotations.NullMarked;
