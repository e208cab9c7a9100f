/** Tokenmint in the containers and frameworks of others. */
@NullMarked
package io.tokenmint.compatibility;

import org.jspecify.annotations.NullMarked;
