package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.PackageName;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitParameter;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** References of one draft made to such of the set: placeholders give way, and a resource that is used as a type is a handle. */
final class References {
    private final PackageSet set;
    private final PackageName packageName;
    private final Map<TypeNode, TypeNode> ownHandles = new HashMap<>();

    References(PackageSet set, PackageName packageName) {
        this.set = set;
        this.packageName = packageName;
    }

    /** Adds a type to the set, unless its gate is closed. What it mentions has been here before. */
    void admit(TypeNode type) {
        if (!set.isOpen(type.gate, packageName, type.place)) {
            type.presence = TypeNode.Presence.EXCLUDED;
            return;
        }
        add(type);
    }

    private void add(TypeNode type) {
        WitShape shape = type.shape;
        Iterator<Place> places = type.partPlaces == null ? null : type.partPlaces.iterator();
        boolean isDirect = shape instanceof WitShape.Alias || shape instanceof WitShape.Own
                || shape instanceof WitShape.Borrow;
        type.shape = shape.withParts(part -> {
            Place place = places == null ? type.place : places.next();
            return isDirect ? direct(part, place) : reference(part, place);
        });
        type.partPlaces = null;
        type.resource = type.aliasedResource();
        type.borrows = shape instanceof WitShape.Borrow
                || !(shape instanceof WitShape.Own) && type.shape.parts().stream().anyMatch(References::borrows);
        set.addType(type);
    }

    private static boolean borrows(WitType type) {
        return type instanceof TypeNode typeNode && typeNode.borrows;
    }

    /** What is meant by a type where a value has it. */
    WitType reference(WitType type, Place place) {
        WitType found = direct(type, place);
        if (!(found instanceof TypeNode typeNode) || typeNode.resource == null) {
            return found;
        }
        return ownHandles.computeIfAbsent(typeNode, resource -> {
            TypeNode own = TypeNode.anonymous(new WitShape.Own(resource), null, place);
            set.addType(own);
            return own;
        });
    }

    /** What is meant by a type where it is only named. */
    WitType direct(WitType type, Place place) {
        return type instanceof TypeNode typeNode ? node(typeNode, place) : type;
    }

    TypeNode node(TypeNode type, Place place) {
        TypeNode node = type.isPlaceholder() && type.definition != null ? type.definition : type;
        if (node.presence == TypeNode.Presence.EXCLUDED && node.name == null) {
            // it took over the gate of the first who used it; who uses it now has none, or an open one
            node.gate = null;
            add(node);
        }
        if (node.presence != TypeNode.Presence.PRESENT) {
            throw WitError.invalid(place, "it refers to the type `" + node.name + "`, which is not there"
                    + " because the feature it needs is not switched on");
        }
        return node;
    }

    InterfaceNode node(InterfaceNode reference, Place place) {
        InterfaceNode node = reference.definition != null ? reference.definition : reference;
        if (reference.excluded || node.excluded) {
            throw WitError.invalid(place, "it refers to the interface `" + reference.name + "`, which is not there"
                    + " because the feature it needs is not switched on");
        }
        return node;
    }

    WorldNode node(WorldNode reference, Place place) {
        WorldNode node = reference.definition != null ? reference.definition : reference;
        if (reference.excluded || node.excluded) {
            throw WitError.invalid(place, "it refers to the world `" + reference.name + "`, which is not there"
                    + " because the feature it needs is not switched on");
        }
        return node;
    }

    WitFunction function(WitFunction draft, Place place) {
        set.charge(1 + draft.parameters().size(), place);
        Optional<TypeNode> resource = draft.resource().map(r -> node((TypeNode) r, place));
        List<WitParameter> parameters = draft.parameters().stream()
                .map(p -> new WitParameter(p.name(), reference(p.type(), place))).toList();
        Optional<WitType> result = draft.result().map(type -> reference(type, place));
        if (result.filter(References::borrows).isPresent()) {
            throw WitError.invalid(place, "function `" + draft.name() + "` returns a handle that is lent");
        }
        return new WitFunction(draft.name(), draft.form(), draft.calling(), resource.map(r -> r), parameters, result,
                draft.docs(), draft.gate(), draft.externalId());
    }
}
