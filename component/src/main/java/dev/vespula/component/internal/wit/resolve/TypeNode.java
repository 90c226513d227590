package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitOwner;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.component.wit.WitTypeDef;
import java.util.List;
import java.util.Optional;

/** A type, first in a draft, then in a set of packages; or a placeholder for one of another package. */
public final class TypeNode implements WitTypeDef {
    /** Whether it is part of the set of packages. */
    enum Presence {
        DRAFT, PRESENT, EXCLUDED
    }

    String name;
    WitShape shape;
    WitOwner owner;
    final String docs;
    WitGate gate;
    final String externalId;
    final Place place;

    /** Where the fields of a record stand, in the order of the shape's parts; null for other types. */
    List<Place> partPlaces;

    Presence presence = Presence.DRAFT;
    int index = -1;

    /** The resource that it is or is another name of; for a placeholder in a draft itself. */
    TypeNode resource;

    /** Whether values of it contain a handle that is lent. */
    boolean borrows;

    /** Of a placeholder what it stands for, once that is known. */
    TypeNode definition;

    TypeNode(String name, WitShape shape, WitOwner owner, String docs, WitGate gate, String externalId, Place place) {
        this.name = name;
        this.shape = shape;
        this.owner = owner;
        this.docs = docs;
        this.gate = gate;
        this.externalId = externalId;
        this.place = place;
    }

    /** A type that is composed in place. */
    static TypeNode anonymous(WitShape shape, WitGate gate, Place place) {
        return new TypeNode(null, shape, null, null, gate, null, place);
    }

    boolean isPlaceholder() {
        return shape == null;
    }

    /** The same type elsewhere. */
    TypeNode copy(WitShape newShape, WitOwner newOwner) {
        TypeNode copy = new TypeNode(name, newShape, newOwner, docs, gate, externalId, place);
        copy.borrows = borrows;
        copy.resource = copy.aliasedResource();
        return copy;
    }

    /** The resource it stands for, as its shape has it. */
    TypeNode aliasedResource() {
        if (shape instanceof WitShape.Resource) {
            return this;
        }
        WitType target = shape instanceof WitShape.Alias ? ((WitShape.Alias) shape).target() : null;
        return target instanceof TypeNode typeNode ? typeNode.resource : null;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    @Override
    public WitShape shape() {
        return shape;
    }

    @Override
    public Optional<WitOwner> owner() {
        return Optional.ofNullable(owner);
    }

    @Override
    public Optional<String> docs() {
        return Optional.ofNullable(docs);
    }

    @Override
    public Optional<WitGate> gate() {
        return Optional.ofNullable(gate);
    }

    @Override
    public Optional<String> externalId() {
        return Optional.ofNullable(externalId);
    }

    @Override
    public Optional<WitTypeDef> resource() {
        return Optional.ofNullable(resource);
    }

    @Override
    public String toString() {
        return name != null ? name : shape.word();
    }
}
