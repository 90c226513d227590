package dev.vespula.component.internal.text;

import dev.vespula.component.internal.wit.syntax.Token;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.CoreModuleType;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.TypeBound;
import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The type of a component as a world in WIT. Interfaces stand where they are imported or exported, in braces, also those with
 * names of their own, so that one sees everything in one place; types that come from another interface are told by {@code use}.
 */
public final class WorldText {
    private static final String METHOD = "[method]";
    private static final String CONSTRUCTOR = "[constructor]";

    private final StringBuilder out = new StringBuilder();
    /** The interface that named a type first, and its name there; by identity. */
    private final Map<Object, Origin> origins = new IdentityHashMap<>();

    /** Where a type was named first; the interface is empty for the world itself. */
    private record Origin(String place, String name) {}

    /** A level of braces: the names that types have there. */
    private record Scope(String place, Map<Object, String> names, String indent) {}

    private WorldText() {}

    /** The world of a component, several lines. */
    public static String of(ComponentType type) {
        WorldText text = new WorldText();
        text.world(type);
        return text.out.toString();
    }

    private void world(ComponentType type) {
        out.append("world root {\n");
        Scope world = new Scope("", new IdentityHashMap<>(), "  ");
        worldItems("import ", type.imports(), world);
        worldItems("export ", type.exports(), world);
        out.append("}\n");
    }

    private void worldItems(String word, Map<String, ExternType> items, Scope world) {
        nameTypes(items, world);
        Map<String, List<String>> annotated = annotated(items);
        items.forEach((name, item) -> {
            if (item instanceof TypeBound bound) {
                type(name, bound, world, () -> methods(annotated.get(name), items, world));
            } else if (!name.startsWith("[")) {
                worldItem(word, name, item, world);
            }
        });
    }

    private void worldItem(String word, String name, ExternType item, Scope world) {
        if (item instanceof InstanceType instance) {
            line(world, word + id(name) + ": interface {");
            members(instance.exports(), new Scope(PrintableName.of(name), new IdentityHashMap<>(), world.indent() + "  "));
            line(world, "}");
        } else if (item instanceof FunctionType function) {
            line(world, word + id(name) + ": " + TypeText.of(function, world.names()) + ";");
        } else {
            line(world, word + id(name) + ": " + (item instanceof CoreModuleType ? "core module;" : TypeText.of(item) + ";"));
        }
    }

    /** The items of an interface: functions of resources stand with their resource. */
    private void members(Map<String, ExternType> members, Scope scope) {
        nameTypes(members, scope);
        Map<String, List<String>> annotated = annotated(members);
        members.forEach((name, item) -> {
            if (item instanceof TypeBound bound) {
                type(name, bound, scope, () -> methods(annotated.get(name), members, scope));
            } else if (!name.startsWith("[")) {
                String text = item instanceof FunctionType function
                        ? TypeText.of(function, scope.names())
                        : TypeText.of(item);
                line(scope, id(name) + ": " + text + ";");
            }
        });
    }

    /** Gives types their names before the first is used: a method of one resource may take a type that comes later. */
    private static void nameTypes(Map<String, ExternType> members, Scope scope) {
        members.forEach((name, item) -> {
            Object type = item instanceof TypeBound bound ? typeOf(bound) : null;
            if (type != null) {
                scope.names().putIfAbsent(type, id(name));
            }
        });
    }

    /** A type that is imported or exported, with what is inside a resource. */
    private void type(String name, TypeBound bound, Scope scope, Runnable methods) {
        Object type = typeOf(bound);
        Origin origin = type == null ? null : origins.get(type);
        if (origin != null && !origin.place().isEmpty() && !origin.place().equals(scope.place())) {
            String there = origin.name();
            line(scope, "use " + origin.place() + ".{" + there + (there.equals(id(name)) ? "" : " as " + id(name)) + "};");
        } else if (bound instanceof TypeBound.OfResource) {
            int start = out.length();
            line(scope, "resource " + id(name) + " {");
            int inside = out.length();
            methods.run();
            if (out.length() == inside) {
                out.setLength(start);
                line(scope, "resource " + id(name) + ";");
            } else {
                line(scope, "}");
            }
        } else if (bound instanceof TypeBound.OfValues values) {
            String text = TypeText.definition(id(name), values.type(), scope.names());
            line(scope, text.startsWith("type ") ? text + ";" : text);
        } else {
            line(scope, "type " + id(name) + ": " + TypeText.of(bound) + ";");
        }
        if (type != null) {
            origins.putIfAbsent(type, new Origin(scope.place(), id(name)));
        }
    }

    /** The names of the functions of each resource. */
    private static Map<String, List<String>> annotated(Map<String, ExternType> members) {
        Map<String, List<String>> annotated = new HashMap<>();
        members.forEach((name, item) -> {
            if (item instanceof FunctionType && name.startsWith("[")) {
                annotated.computeIfAbsent(resourceOf(name), ignored -> new ArrayList<>()).add(name);
            }
        });
        return annotated;
    }

    private void methods(List<String> names, Map<String, ExternType> members, Scope scope) {
        if (names != null) {
            Scope inside = new Scope(scope.place(), scope.names(), scope.indent() + "  ");
            names.forEach(name -> method(name, (FunctionType) members.get(name), inside));
        }
    }

    private void method(String name, FunctionType type, Scope scope) {
        if (name.startsWith(CONSTRUCTOR)) {
            // The resource itself is no result that WIT writes, but a result of it or an error is.
            FunctionType written = new FunctionType(false, type.params(),
                    type.result().filter(result -> !(result instanceof OwnType)));
            line(scope, "constructor" + TypeText.of(written, scope.names()).substring("func".length()) + ";");
            return;
        }
        String label = id(name.substring(name.indexOf('.') + 1));
        if (name.startsWith(METHOD)) {
            // The first parameter is the resource itself, which WIT does not write.
            List<NamedType> params = type.params().subList(Math.min(1, type.params().size()), type.params().size());
            line(scope, label + ": "
                    + TypeText.of(new FunctionType(type.async(), params, type.result()), scope.names()) + ";");
        } else {
            line(scope, label + ": static " + TypeText.of(type, scope.names()) + ";");
        }
    }

    private static String resourceOf(String name) {
        String rest = name.substring(name.indexOf(']') + 1);
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    private static Object typeOf(TypeBound bound) {
        if (bound instanceof TypeBound.OfResource resource) {
            return resource.type();
        }
        return bound instanceof TypeBound.OfValues values && !(values.type() instanceof Primitive) ? values.type() : null;
    }

    private void line(Scope scope, String text) {
        out.append(scope.indent()).append(text).append('\n');
    }

    private static String id(String name) {
        return Token.isKeyword(name) ? "%" + name : PrintableName.of(name);
    }
}
