/** An application that Quarkus wires. */
@NullMarked
package io.tokenmint.compatibility.quarkus;

import org.jspecify.annotations.NullMarked;
