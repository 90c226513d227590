package dev.vespula.bindings.internal.wit;

import dev.vespula.bindings.internal.source.AnnotationUse;
import dev.vespula.bindings.internal.source.Declaration;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.GivenNames;
import dev.vespula.bindings.internal.source.MethodDeclaration;
import dev.vespula.bindings.internal.source.TypeUse;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.WitName;
import dev.vespula.component.internal.bind.FunctionName;
import dev.vespula.component.internal.bind.JavaNames;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitKey;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitTypeDef;
import dev.vespula.component.wit.WitWorld;
import dev.vespula.component.wit.WitWorldItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Declares a world: an interface for what it exports, and within it one for what it imports. Functions are methods, and interfaces are methods
 * that return them.
 */
final class WorldDeclaration {
    private final WitBindings bindings;
    private final WitWorld world;
    private final Declaration exports;
    /** Null if nothing is imported that a program implements. */
    private final Declaration imports;
    /** Interfaces that the world declares in place. */
    private final Map<WitInterface, Declaration> inPlace = new HashMap<>();
    private final List<WitTypeDef> types;

    WorldDeclaration(WitBindings bindings, WitWorld world, String name) {
        this.bindings = bindings;
        this.world = world;
        String docs = "What a component of the world {@code " + world.fullName() + "} exports.";
        WitDocs said = new WitDocs(world.docs(), world.gate());
        exports = Declaration.top(Declaration.Kind.INTERFACE, name).docs(said.comment(docs));
        exports.annotations().addAll(said.annotations(List.of()));
        GivenNames nested = bindings.types().nestedIn(exports);
        imports = isImplemented() ? exports.nest(Declaration.Kind.INTERFACE, nested.give("Imports")).docs(DocComment.of(
                "What a component of the world imports.")) : null;
        GivenNames nestedInImports = imports == null ? nested : bindings.types().nestedIn(imports);
        types = world.imports().values().stream().filter(WitWorldItem.Type.class::isInstance).map(
                item -> ((WitWorldItem.Type) item)
                        .type()).filter(bindings::isDeclared).toList();
        // A resource is the host's, and is found where its functions are.
        List<WitTypeDef> resources = types.stream().filter(type -> type.shape() instanceof WitShape.Resource).toList();
        bindings.types().name(types.stream().filter(type -> !resources.contains(type)).toList(), exports, nested);
        bindings.types().name(resources, imports, nestedInImports);
        declareInPlace(world.imports(), imports, nestedInImports);
        declareInPlace(world.exports(), exports, nested);
    }

    private boolean isImplemented() {
        return world.imports().values().stream().anyMatch(item -> item instanceof WitWorldItem.Interface one ? bindings
                .isObject(one
                        .target()) || isInPlace(one) : item instanceof WitWorldItem.Function || ((WitWorldItem.Type) item)
                                .type().shape() instanceof WitShape.Resource);
    }

    private static boolean isInPlace(WitWorldItem.Interface item) {
        return item.target().name().isEmpty();
    }

    private void declareInPlace(Map<WitKey, WitWorldItem> items, Declaration place, GivenNames names) {
        items.forEach((key, item) -> {
            if (item instanceof WitWorldItem.Interface one && isInPlace(one)) {
                Declaration made = place.nest(Declaration.Kind.INTERFACE, names.give(JavaNames.pascal(key.toString())));
                inPlace.put(one.target(), made);
                bindings.declare(one.target(), made, "The interface {@code " + key + "}.");
            }
        });
    }

    /** The interface for what is exported. */
    Declaration exports() {
        return exports;
    }

    /** The class that makes instances. */
    Declaration factory(String name, String resource) {
        boolean isAllImplemented = world.imports().values().stream().noneMatch(
                item -> item instanceof WitWorldItem.Interface one
                        && bindings.isServed(one.target()));
        return new ComponentFactory(exports, imports, world.fullName(), isAllImplemented).declare(name, resource);
    }

    /** Says what is in the types and interfaces, which all have names now. */
    void fill() {
        bindings.types().fill(types, functions(world.imports()));
        addMembers(exports, world.exports());
        GivenNames methods = GivenNames.ofMembers();
        exports.methods().forEach(method -> methods.without(method.name()));
        exports.methods().add(MethodDeclaration.toImplement(DocComment.of("The instance whose exports these are."), List.of(),
                TypeUse.existing(ComponentInstance.class), methods.give("instance"), List.of()));
        if (imports != null) {
            addMembers(imports, world.imports());
        }
    }

    private static List<WitFunction> functions(Map<WitKey, WitWorldItem> items) {
        return items.values().stream().filter(WitWorldItem.Function.class::isInstance).map(
                item -> ((WitWorldItem.Function) item)
                        .function()).toList();
    }

    private void addMembers(Declaration place, Map<WitKey, WitWorldItem> items) {
        List<WitFunction> functions = WitBindings.ofInterface(functions(items));
        List<WitKey> instances = new ArrayList<>();
        items.forEach((key, item) -> {
            if (item instanceof WitWorldItem.Interface one && bindings.isObject(one.target())) {
                instances.add(key);
            }
        });
        List<GivenNames.Given> given = GivenNames.ofMembers().giveAll(Stream.concat(functions.stream().map(
                function -> FunctionName
                        .of(function.name()).java()), instances.stream().map(key -> JavaNames.camel(label(key)))).toList());
        bindings.types().addMethods(place, functions, given);
        for (int i = 0; i < instances.size(); i++) {
            WitKey key = instances.get(i);
            place.methods().add(accessor(key, (WitWorldItem.Interface) items.get(key), given.get(functions.size() + i)));
        }
    }

    private static String label(WitKey key) {
        return key instanceof WitKey.Interface one ? one.target().name().orElseThrow() : key.toString();
    }

    private MethodDeclaration accessor(WitKey key, WitWorldItem.Interface item, GivenNames.Given name) {
        WitInterface target = item.target();
        Declaration type = target.name().isPresent() ? bindings.declaration(target) : inPlace.get(target);
        // An interface with a name says it itself, which may not be the name here.
        boolean isOtherName = key instanceof WitKey.Name && (target.name().isPresent() || !name.isPlain());
        List<AnnotationUse> annotations = isOtherName ? List.of(AnnotationUse.of(WitName.class, key.toString())) : List.of();
        WitDocs said = new WitDocs(item.docs(), item.gate());
        return MethodDeclaration.toImplement(said.comment(""), said.annotations(annotations), type.use(), name.name(), List
                .of());
    }
}
