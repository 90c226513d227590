package dev.vespula.component.types;

import java.util.Map;

/**
 * The type of an instance.
 *
 * @param exports by name, in the order of their definition
 */
public record InstanceType(Map<String, ExternType> exports) implements ExternType {}
