/** Counts what the service does. */
@SuppressWarnings("requires-automatic") // Micrometer has no module descriptor, so that its user says what it needs
module consumer {
    requires io.tokenmint.micrometer;
    requires io.tokenmint.store.memory;
    requires java.logging;
}
