package dev.vespula.bindings.internal.source;

import java.util.List;
import java.util.Locale;

/** A type as Java sources mention it. */
public sealed interface TypeUse {
    TypeUse VOID = new Plain("void");
    TypeUse BOOLEAN = new Plain("boolean");
    TypeUse BYTE = new Plain("byte");
    TypeUse SHORT = new Plain("short");
    TypeUse INT = new Plain("int");
    TypeUse LONG = new Plain("long");
    TypeUse FLOAT = new Plain("float");
    TypeUse DOUBLE = new Plain("double");
    TypeUse STRING = lang("String");
    TypeUse OBJECT = lang("Object");
    /** A primitive type, {@code void}, or a variable. */
    record Plain(String word) implements TypeUse {
        @Override
        public TypeUse boxed() {
            return switch (word) {
                case "void", "boolean", "byte", "short", "long", "float", "double" -> lang(word.substring(0, 1).toUpperCase(
                        Locale.ROOT) + word.substring(1));
                case "int" -> lang("Integer");
                default -> this;
            };
        }
    }

    /** An array. */
    record Array(TypeUse component) implements TypeUse {}

    /** A type that exists: of the JDK or of Vespula. */
    record Existing(String packageName, String name, List<TypeUse> arguments) implements TypeUse {
        @Override
        public TypeUse of(TypeUse... types) {
            return new Existing(packageName, name, List.of(types));
        }
    }

    /** A type that is generated too. */
    record Declared(Declaration type, List<TypeUse> arguments) implements TypeUse {
        @Override
        public TypeUse of(TypeUse... types) {
            return new Declared(type, List.of(types));
        }
    }

    /** A class of {@code java.lang}. */
    static TypeUse lang(String name) {
        return existing("java.lang", name);
    }

    /** A class of {@code java.util}. */
    static TypeUse util(String name) {
        return existing("java.util", name);
    }

    /** A class that exists. */
    static TypeUse existing(String packageName, String name) {
        return new Existing(packageName, name, List.of());
    }

    /** A class that exists, of which the library has the name. */
    static TypeUse existing(Class<?> type) {
        return existing(type.getPackageName(), type.getSimpleName());
    }

    /** The same with type arguments. */
    default TypeUse of(TypeUse... types) {
        throw new IllegalStateException(this + " takes no arguments");
    }

    /** The class that stands for it where a type must be a class. */
    default TypeUse boxed() {
        return this;
    }
}
