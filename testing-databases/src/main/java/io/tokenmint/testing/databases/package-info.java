/**
 * Real database servers, started from Maven artifacts for tests and benchmarks, without a container or an installation.
 *
 * <p>One server per JVM, a database per test class. A server stops with its JVM at the latest.
 */
@NullMarked
package io.tokenmint.testing.databases;

import org.jspecify.annotations.NullMarked;
