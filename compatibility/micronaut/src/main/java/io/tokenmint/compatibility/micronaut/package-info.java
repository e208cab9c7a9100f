/** An application that Micronaut wires. */
@NullMarked
package io.tokenmint.compatibility.micronaut;

import org.jspecify.annotations.NullMarked;
