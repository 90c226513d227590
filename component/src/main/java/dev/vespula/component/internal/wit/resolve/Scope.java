package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.internal.names.PrintableName;
import java.util.HashMap;
import java.util.Map;

/** The names of one interface or world: types and functions share them. */
final class Scope {
    /** By name; null for functions. */
    private final Map<String, TypeNode> types = new HashMap<>();
    private final UniqueNames taken = new UniqueNames("name");

    void defineType(Id id, TypeNode type) {
        taken.add(id);
        types.put(id.name(), type);
    }

    void defineFunction(Id id) {
        taken.add(id);
        types.put(id.name(), null);
    }

    TypeNode type(Id id) {
        TypeNode type = typeOrNull(id);
        if (type == null) {
            throw WitError.invalid(id.place(), "there is no type `" + PrintableName.of(id.name()) + "`");
        }
        return type;
    }

    /** The type of a name, or null where nothing is called so. */
    TypeNode typeOrNull(Id id) {
        TypeNode type = types.get(id.name());
        if (type == null && types.containsKey(id.name())) {
            throw WitError.invalid(id.place(), "`" + PrintableName.of(id.name()) + "` is a function, not a type");
        }
        return type;
    }
}
