/** Tokenmint in a Spring Boot application. */
@NullMarked
package io.tokenmint.spring.boot;

import org.jspecify.annotations.NullMarked;
