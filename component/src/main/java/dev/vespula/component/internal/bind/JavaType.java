package dev.vespula.component.internal.bind;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java type of which all variables are known.
 *
 * @param raw its class
 * @param arguments its type arguments; of an array, its component; none for a raw type
 */
record JavaType(Class<?> raw, List<JavaType> arguments) {
    static final JavaType OBJECT = new JavaType(Object.class, List.of());

    /** Written out, as {@link #hashCode}: the JDK caches handles of the generated forms, which keep our class loader. */
    @Override
    public boolean equals(Object other) {
        return other instanceof JavaType type && type.raw == raw && type.arguments.equals(arguments);
    }

    @Override
    public int hashCode() {
        return 31 * raw.hashCode() + arguments.hashCode();
    }

    /** A class as it is. */
    static JavaType of(Class<?> type) {
        return of(type, Map.of());
    }

    /** A type; variables that are not known become the class that they are bounded by. */
    static JavaType of(Type type, Map<TypeVariable<?>, JavaType> variables) {
        if (type instanceof Class<?> plain) {
            return new JavaType(plain, plain.isArray() ? List.of(of(plain.componentType(), variables)) : List.of());
        }
        if (type instanceof ParameterizedType parameterized) {
            return new JavaType((Class<?>) parameterized.getRawType(), Stream.of(parameterized.getActualTypeArguments())
                    .map(argument -> of(argument, variables)).toList());
        }
        if (type instanceof GenericArrayType array) {
            JavaType component = of(array.getGenericComponentType(), variables);
            return new JavaType(component.raw.arrayType(), List.of(component));
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getLowerBounds().length > 0 ? wildcard.getLowerBounds()[0] : wildcard.getUpperBounds()[0],
                    variables);
        }
        TypeVariable<?> variable = (TypeVariable<?>) type;
        JavaType known = variables.get(variable);
        // A bound may mention its variable.
        return known != null ? known : new JavaType(erased(variable.getBounds()[0]), List.of());
    }

    private static Class<?> erased(Type type) {
        return of(type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type, Map.of()).raw;
    }

    /** The argument with an index; Object if there is none. */
    JavaType argument(int index) {
        return index < arguments.size() ? arguments.get(index) : OBJECT;
    }

    /** The type of a member that this class declares. */
    JavaType member(Type declared) {
        return of(declared, own());
    }

    private Map<TypeVariable<?>, JavaType> own() {
        Map<TypeVariable<?>, JavaType> variables = new HashMap<>();
        TypeVariable<?>[] parameters = raw.getTypeParameters();
        for (int i = 0; i < parameters.length && i < arguments.size(); i++) {
            variables.put(parameters[i], arguments.get(i));
        }
        return variables;
    }

    /** What the variables of this type, and of all above it, stand for. */
    Map<TypeVariable<?>, JavaType> variables() {
        Map<TypeVariable<?>, JavaType> variables = own();
        Stream.concat(Stream.ofNullable(raw.getGenericSuperclass()), Stream.of(raw.getGenericInterfaces()))
                .forEach(above -> variables.putAll(of(above, variables).variables()));
        return variables;
    }

    /** A class below this one, with the arguments that follow from those of this one. */
    JavaType subtype(Class<?> below) {
        Map<TypeVariable<?>, JavaType> variables = new HashMap<>();
        for (Type above : below.getGenericInterfaces()) {
            if (above instanceof ParameterizedType parameterized && parameterized.getRawType() == raw) {
                Type[] given = parameterized.getActualTypeArguments();
                for (int i = 0; i < given.length; i++) {
                    if (given[i] instanceof TypeVariable<?> variable) {
                        variables.put(variable, argument(i));
                    }
                }
            }
        }
        return new JavaType(below, Stream.of(below.getTypeParameters()).map(variable -> of(variable, variables)).toList());
    }

    /** The type as sources have it, without packages. */
    @Override
    public String toString() {
        if (raw.isArray()) {
            return argument(0) + "[]";
        }
        String name = raw.getCanonicalName() == null ? raw.getSimpleName()
                : raw.getCanonicalName().substring(raw.getPackageName().isEmpty() || raw.isPrimitive() ? 0
                        : raw.getPackageName().length() + 1);
        return arguments.isEmpty() ? name
                : name + arguments.stream().map(JavaType::toString).collect(Collectors.joining(", ", "<", ">"));
    }
}
