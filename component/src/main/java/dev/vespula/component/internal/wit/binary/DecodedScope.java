package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.syntax.WitError;
import java.util.ArrayList;
import java.util.List;

/** The index spaces of a component type or an instance type, as far as packages of WIT need them. */
final class DecodedScope {
    private final DecodedScope parent;
    private final Place place;
    private final List<DecodedType> types = new ArrayList<>();
    private final List<DecodedMembers> instances = new ArrayList<>();

    /** @param parent null for the outermost */
    DecodedScope(DecodedScope parent, Place place) {
        this.parent = parent;
        this.place = place;
    }

    void add(TypeDefinition definition) {
        types.add(new DecodedType.Unnamed(definition, this));
    }

    void add(DecodedType type) {
        types.add(type);
    }

    void addInstance(DecodedMembers instance) {
        instances.add(instance);
    }

    DecodedType type(int index) {
        return at(types, index, "type");
    }

    /** A definition of a kind; it may have got here from a scope around. */
    <T extends TypeDefinition> DecodedType.Unnamed definition(int index, Class<T> kind) {
        if (type(index) instanceof DecodedType.Unnamed unnamed && kind.isInstance(unnamed.definition())) {
            return unnamed;
        }
        throw WitError.invalid(place, "type " + index + " is of another kind than its use needs");
    }

    void add(Alias alias) {
        if (alias.sort() != Sort.TYPE) {
            throw unexpected("an alias of a " + alias.sort().text());
        }
        if (alias instanceof Alias.OfExport export) {
            types.add(at(instances, export.instance(), "instance").typeNamed(export.name()));
            return;
        }
        if (!(alias instanceof Alias.OfOuter outer)) {
            throw unexpected("an alias of something of a core instance");
        }
        DecodedScope scope = this;
        for (int i = 0; i < outer.count() && scope != null; i++) {
            scope = scope.parent;
        }
        if (scope == null) {
            throw WitError.invalid(place, "an alias leads out of the component");
        }
        types.add(scope.type(outer.index()));
    }

    WitError unexpected(String what) {
        return WitError.invalid(place, "there is " + what + ", which no package of WIT has");
    }

    private <T> T at(List<T> space, int index, String kind) {
        if (index < 0 || index >= space.size()) {
            throw WitError.invalid(place, "unknown " + kind + " " + Integer.toUnsignedString(index)
                    + ": index out of bounds");
        }
        return space.get(index);
    }
}
