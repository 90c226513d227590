package dev.vespula.spi;

/** Marks what host functions of other parts of Vespula throw to pause a call, as those of users throw a {@code HostSuspension}. */
public interface SuspensionRequest {}
