/** The servlet and the filter in containers. */
@NullMarked
package io.tokenmint.compatibility.servlet;

import org.jspecify.annotations.NullMarked;
