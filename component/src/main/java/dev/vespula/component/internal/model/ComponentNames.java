package dev.vespula.component.internal.model;

import java.util.Map;
import java.util.Optional;

/**
 * The custom section {@code component-name}.
 *
 * @param component the component's own name
 * @param names by index space, then by index
 */
public record ComponentNames(Optional<String> component, Map<Sort, Map<Integer, String>> names) {
    /** No names. */
    public static final ComponentNames NONE = new ComponentNames(Optional.empty(), Map.of());
}
