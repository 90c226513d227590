package dev.vespula.types;

/**
 * What a module offers.
 *
 * @param name unique among the module's exports
 * @param type what it is
 */
public record ExportType(String name, ExternType type) {}
