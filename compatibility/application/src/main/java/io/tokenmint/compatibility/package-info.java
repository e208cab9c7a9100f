/** What every application must do, whatever wired it. */
@NullMarked
package io.tokenmint.compatibility;

import org.jspecify.annotations.NullMarked;
