/**
 * What minting, validating and storing tokens cost: one JMH class for each question, with the bare primitives (the floor) and
 * other libraries (the peers) as subjects of the same run.
 */
@NullMarked
package io.tokenmint.benchmarks;

import org.jspecify.annotations.NullMarked;
