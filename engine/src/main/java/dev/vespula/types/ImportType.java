package dev.vespula.types;

/**
 * What a module asks for.
 *
 * @param module first part of the name
 * @param name second part of the name
 * @param type what it must be
 */
public record ImportType(String module, String name, ExternType type) {}
