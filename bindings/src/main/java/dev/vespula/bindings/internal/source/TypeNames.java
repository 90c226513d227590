package dev.vespula.bindings.internal.source;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a file writes types. One that is generated is written alone within the type that it is nested in, if nothing else in the file is called
 * so, and from its outermost type otherwise. One that exists is imported, or, if any type of the file has its name, written with its
 * package.
 */
final class TypeNames {
    private final String packageName;
    private final Declaration top;
    /** How many types of the file have a name. */
    private final Map<String, Long> own;
    private final Set<String> tops;
    /** The packages from which names come that are not generated. */
    private final Map<String, String> packages = new TreeMap<>();
    /** What is being written. */
    private Declaration within;

    TypeNames(String packageName, Declaration top, Set<String> tops) {
        this.packageName = packageName;
        this.top = top;
        this.tops = tops;
        this.own = top.all().collect(Collectors.groupingBy(Declaration::name, Collectors.counting()));
    }

    /** The names that the file must import, in order. */
    SortedSet<String> imports() {
        SortedSet<String> imports = new TreeSet<>(Comparator.naturalOrder());
        packages.forEach((name, from) -> {
            if (!from.equals("java.lang") && !from.equals(packageName)) {
                imports.add(from + "." + name);
            }
        });
        return imports;
    }

    /** A type as the file has it. */
    String text(TypeUse type) {
        if (type instanceof TypeUse.Plain plain) {
            return plain.word();
        }
        if (type instanceof TypeUse.Array array) {
            return text(array.component()) + "[]";
        }
        if (type instanceof TypeUse.Declared declared) {
            return name(declared.type()) + arguments(declared.arguments());
        }
        TypeUse.Existing existing = (TypeUse.Existing) type;
        return name(existing) + arguments(existing.arguments());
    }

    private String arguments(List<TypeUse> arguments) {
        return arguments.isEmpty() ? "" : arguments.stream().map(this::text).collect(Collectors.joining(", ", "<", ">"));
    }

    /** What follows stands in a type; null for none. */
    void enter(Declaration type) {
        within = type;
    }

    private String name(Declaration type) {
        return type.top() == top && own.get(type.name()) == 1 && isInScope(type) ? type.name() : type.path(".");
    }

    private boolean isInScope(Declaration type) {
        Declaration scope = within;
        while (scope != null && scope != type.outer()) {
            scope = scope.outer();
        }
        return scope == type.outer();
    }

    private String name(TypeUse.Existing type) {
        if (own.containsKey(type.name()) || tops.contains(type.name())) {
            return type.packageName() + "." + type.name();
        }
        String from = packages.putIfAbsent(type.name(), type.packageName());
        return from == null || from.equals(type.packageName()) ? type.name() : type.packageName() + "." + type.name();
    }
}
