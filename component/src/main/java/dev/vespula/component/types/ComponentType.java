package dev.vespula.component.types;

import java.util.Map;

/**
 * The type of a component.
 *
 * @param imports by name, in the order of their definition
 * @param exports by name, in the order of their definition
 */
public record ComponentType(Map<String, ExternType> imports, Map<String, ExternType> exports) implements ExternType {}
