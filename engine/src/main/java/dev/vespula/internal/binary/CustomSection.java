package dev.vespula.internal.binary;

/**
 * A custom section.
 *
 * @param name its name
 * @param start offset of the first byte after the name
 * @param end offset after the last byte
 * @param afterSection id of the last section other than a custom one that came before it, 0 for none
 */
public record CustomSection(String name, int start, int end, int afterSection) {}
