package dev.vespula.component.internal.instantiate;

import dev.vespula.Module;
import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.runtime.ResourceClass;
import java.util.List;
import java.util.Map;

/** What imports and exports stand for at run time. */
public sealed interface Entity {

    /** A function. */
    record OfFunction(Callee callee) implements Entity {}

    /** An instance: its exports by name. */
    record OfInstance(Map<String, Entity> exports) implements Entity {
        /** What stands at the end of a path of names; null if there is nothing. */
        static Entity find(Map<String, Entity> exports, List<String> path) {
            Entity found = exports.get(path.get(0));
            for (String name : path.subList(1, path.size())) {
                found = found instanceof OfInstance instance ? instance.exports().get(name) : null;
            }
            return found;
        }
    }

    /** A component together with what surrounds it. */
    record OfComponent(ComponentCode code, Scope around) implements Entity {}

    /** A core module. */
    record OfModule(Module module) implements Entity {}

    /** A resource type. */
    record OfResource(ResourceClass type) implements Entity {}

    /** Any other type, of which nothing is left at run time. */
    record OfType() implements Entity {}
}
