/** Meters for issued, refused, introspected and revoked tokens. */
@NullMarked
package io.tokenmint.micrometer;

import org.jspecify.annotations.NullMarked;
