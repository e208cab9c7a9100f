/** An application that Avaje wires. */
@NullMarked
package io.tokenmint.compatibility.avaje;

import org.jspecify.annotations.NullMarked;
