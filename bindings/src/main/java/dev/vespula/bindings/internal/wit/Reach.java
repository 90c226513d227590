package dev.vespula.bindings.internal.wit;

import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitKey;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.component.wit.WitPrimitive;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.component.wit.WitTypeDef;
import dev.vespula.component.wit.WitWorld;
import dev.vespula.component.wit.WitWorldItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Java is needed for: the worlds and interfaces that were asked for, and all that their types lead to. Of interfaces that the library
 * itself serves, those of WASI, only data types are needed that others mention.
 */
final class Reach {
    private static final String SERVED_NAMESPACE = "wasi";

    private final List<WitWorld> worlds;
    private final boolean isWasi;
    private final Set<WitInterface> exported = new HashSet<>();
    private final Set<WitInterface> interfaces = new HashSet<>();
    private final Set<WitTypeDef> types = new HashSet<>();
    private final List<String> refused = new ArrayList<>();

    /** @param more interfaces that are needed whoever mentions them */
    Reach(WitPackages packages, List<WitWorld> worlds, Collection<WitInterface> more) {
        this.worlds = worlds;
        this.isWasi = packages.root().name().namespace().equals(SERVED_NAMESPACE);
        worlds.forEach(world -> targets(world.exports().values()).forEach(exported::add));
        more.forEach(this::visit);
        worlds.forEach(this::visit);
    }

    private static Stream<WitInterface> targets(Collection<WitWorldItem> items) {
        return items.stream().filter(WitWorldItem.Interface.class::isInstance).map(item -> ((WitWorldItem.Interface) item)
                .target());
    }

    /** The worlds. */
    List<WitWorld> worlds() {
        return worlds;
    }

    /** The interfaces that have a name, in a fixed order; served ones only if types of them are needed. */
    List<WitInterface> interfaces() {
        return interfaces.stream().filter(each -> each.name().isPresent() && (!isServed(each) || each.types().values().stream()
                .anyMatch(this::isDeclared))).sorted(Comparator.comparing(each -> each.fullName().orElseThrow())).toList();
    }

    /** Whether the library implements an interface, and nothing but data of it is in Java. */
    boolean isServed(WitInterface target) {
        return !isWasi && !exported.contains(target) && target.witPackage().name().namespace().equals(SERVED_NAMESPACE);
    }

    /** Whether a type has a class of its own. */
    boolean isDeclared(WitTypeDef type) {
        boolean isServed = type.owner().orElse(null) instanceof WitInterface owner && isServed(owner);
        return switch (Kind.of(type)) {
            case NONE -> false;
            case RESOURCE -> !isServed;
            case DATA -> !isServed || types.contains(type);
        };
    }

    /** What has a class of its own. */
    private enum Kind {
        NONE, RESOURCE, DATA;

        static Kind of(WitTypeDef type) {
            WitShape shape = type.shape();
            return shape instanceof WitShape.Resource ? RESOURCE
                    : shape instanceof WitShape.Record || shape instanceof WitShape.Variant
                            || shape instanceof WitShape.Enumeration || shape instanceof WitShape.Flags ? DATA : NONE;
        }
    }

    /** What the library cannot bind, a line each. */
    List<String> refused() {
        return refused;
    }

    // ---- the way through

    private void visit(WitWorld world) {
        Limits.checkNames(world.name().stream(), world.fullName(), refused);
        Stream.of(world.imports(), world.exports()).forEach(items -> items.forEach((key, item) -> {
            if (item instanceof WitWorldItem.Interface one) {
                Limits.checkNames(Stream.of(key).filter(WitKey.Name.class::isInstance).map(WitKey::toString), world.fullName(),
                        refused);
                visit(one.target());
            } else if (item instanceof WitWorldItem.Function one) {
                visit(world.fullName(), one.function());
            } else {
                visit(world.fullName() + ": " + key, ((WitWorldItem.Type) item).type());
            }
        }));
    }

    private void visit(WitInterface target) {
        if (!interfaces.add(target) || isServed(target)) {
            return;
        }
        String place = target.fullName().or(target::name).orElse("an interface in place");
        Limits.check(target, place, refused);
        target.types().forEach((name, type) -> visit(place + ": " + name, type));
        target.functions().values().forEach(function -> visit(place, function));
    }

    private void visit(String owner, WitFunction function) {
        String place = owner + ": " + function.name();
        if (function.calling() == WitFunction.Calling.ASYNC) {
            refused.add(place + ": asynchronous functions are not supported");
        }
        if (function.parameters().size() > Limits.PARAMETERS) {
            refused.add(place + ": a method of Java cannot have " + function.parameters().size() + " parameters");
        }
        function.parameters().forEach(parameter -> visit(place, parameter.type()));
        function.result().ifPresent(result -> visit(place, result));
    }

    private void visit(String place, WitType type) {
        if (!(type instanceof WitTypeDef definition)) {
            if (type == WitPrimitive.ERROR_CONTEXT) {
                refused.add(place + ": error-context is not supported");
            }
            return;
        }
        if (!types.add(definition)) {
            return;
        }
        if (definition.owner().orElse(null) instanceof WitInterface owner) {
            visit(owner);
        }
        Limits.check(definition, place, refused);
        definition.shape().parts().forEach(part -> visit(place, part));
    }
}
