/** An application that Dagger wires. */
@NullMarked
package io.tokenmint.compatibility.dagger;

import org.jspecify.annotations.NullMarked;
