/** Issues a token in memory. */
module consumer {
    requires io.tokenmint;
    requires io.tokenmint.store.memory;
}
