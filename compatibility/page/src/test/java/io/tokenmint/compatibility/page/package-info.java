/** The page that says what was tested, made of the reports of the tests. */
@NullMarked
package io.tokenmint.compatibility.page;

import org.jspecify.annotations.NullMarked;
