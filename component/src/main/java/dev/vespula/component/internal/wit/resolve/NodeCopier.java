package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitOwner;
import dev.vespula.component.wit.WitParameter;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.component.wit.WitTypeDef;
import dev.vespula.component.wit.WitWorldItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies what a world has under plain names to another one: types, functions, and interfaces that have no name. Each type is
 * copied once, with what it mentions; those that stand in an interface with a name are not.
 */
final class NodeCopier {
    private final PackageSet set;
    private final WorldNode from;
    private final WorldNode to;
    private final PackageNode node;
    private final Place place;
    private final Map<TypeNode, TypeNode> types = new HashMap<>();

    /** What the types that are copied stand in, and what their copies shall. */
    private WitOwner owner;
    private WitOwner newOwner;

    NodeCopier(PackageSet set, WorldNode from, WorldNode to, PackageNode node, Place place) {
        this.set = set;
        this.from = from;
        this.to = to;
        this.node = node;
        this.place = place;
    }

    boolean isForeign() {
        return from.witPackage != node;
    }

    WitWorldItem item(WitWorldItem item, String name) {
        owner = from;
        newOwner = to;
        if (item instanceof WitWorldItem.Type of) {
            TypeNode type = type((TypeNode) of.type());
            type.name = name;
            return new WitWorldItem.Type(type);
        }
        if (item instanceof WitWorldItem.Function function) {
            return new WitWorldItem.Function(Includer.renamed(function(function.function()), name));
        }
        WitWorldItem.Interface made = (WitWorldItem.Interface) item;
        return made.target().name().isPresent()
                ? made
                : new WitWorldItem.Interface(copy((InterfaceNode) made.target()), made.gate(), made.docs(),
                        made.externalId());
    }

    private InterfaceNode copy(InterfaceNode original) {
        InterfaceNode copy = new InterfaceNode(null, original.place);
        copy.docs = original.docs;
        copy.gate = original.gate;
        copy.copyOf = original;
        owner = original;
        newOwner = copy;
        original.types.forEach((name, type) -> copy.types.put(name, type(type)));
        original.functions.forEach((name, function) -> copy.functions.put(name, function(function)));
        set.addInterface(copy, node);
        return copy;
    }

    private WitFunction function(WitFunction function) {
        set.charge(1 + function.parameters().size(), place);
        Optional<WitTypeDef> resource = function.resource().map(r -> type((TypeNode) r));
        List<WitParameter> parameters = function.parameters().stream()
                .map(p -> new WitParameter(p.name(), type(p.type()))).toList();
        return new WitFunction(function.name(), function.form(), function.calling(), resource, parameters,
                function.result().map(this::type), function.docs(), function.gate(), function.externalId());
    }

    private WitType type(WitType type) {
        return type instanceof TypeNode typeNode ? type(typeNode) : type;
    }

    /** Types with names come behind those they mention, so that this is only as deep as types are nested in one place. */
    private TypeNode type(TypeNode type) {
        TypeNode known = types.get(type);
        return known != null ? known : copy(type);
    }

    private TypeNode copy(TypeNode type) {
        WitShape shape = type.shape instanceof WitShape.Alias
                ? new WitShape.Alias(aliased(((WitShape.Alias) type.shape).target()))
                : type.shape.withParts(this::type);
        TypeNode copy = type.copy(shape, type.owner == owner ? newOwner : type.owner);
        types.put(type, copy);
        set.addType(copy);
        return copy;
    }

    /** What stands in another interface stays there. */
    private WitType aliased(WitType target) {
        if (!(target instanceof TypeNode typeNode) || typeNode.owner == owner) {
            return type(target);
        }
        return types.getOrDefault(target, typeNode);
    }
}
