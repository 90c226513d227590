package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.instantiate.Entity;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What an instance exports.
 *
 * @param name of the instance; empty for that of a component
 * @param api makes of a name and exports what users have for the instance
 */
public record InstanceExports(String name, Map<String, Entity> exports, BiFunction<String, Map<String, Entity>, Object> api) {
    /** The exports of an exported instance. */
    InstanceExports nested(String export) {
        return new InstanceExports(export, ((Entity.OfInstance) exports.get(export)).exports(), api);
    }

    /** What users have for the instance. */
    Object instance() {
        return api.apply(name, exports);
    }

    /** Who exports, for messages. */
    String title(String quote) {
        return name.isEmpty() ? "the component" : quote + name + quote;
    }
}
