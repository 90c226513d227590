package dev.vespula.internal.runtime;

/**
 * Where a function was seen.
 *
 * @param fingerprint stands for the IR that the samples are places of
 * @param samples     the places
 */
public record FunctionProfile(int fingerprint, Samples samples) {}
