/** The recipes of docs/dependency-injection.md, and the containers that wire by them. */
@NullMarked
package io.tokenmint.compatibility.injection;

import org.jspecify.annotations.NullMarked;
