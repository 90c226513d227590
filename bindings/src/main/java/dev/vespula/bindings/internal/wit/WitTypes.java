package dev.vespula.bindings.internal.wit;

import dev.vespula.bindings.internal.source.Code;
import dev.vespula.bindings.internal.source.Declaration;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.Parameter;
import dev.vespula.bindings.internal.source.TypeUse;
import dev.vespula.component.Result;
import dev.vespula.component.wit.WitPrimitive;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.component.wit.WitTypeDef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What types of WIT are in Java: what the binding of the library takes. */
final class WitTypes {
    private final Map<WitTypeDef, Declaration> declared = new HashMap<>();
    private final TopNames names;
    /** Records for tuples, by the number of their members. */
    private final Map<Integer, Declaration> tuples = new TreeMap<>();

    WitTypes(TopNames names) {
        this.names = names;
    }

    /** Notes that a type has a class of its own. */
    void declare(WitTypeDef type, Declaration declaration) {
        declared.put(type, declaration);
    }

    /** The class of a type that has one. */
    Declaration declaration(WitTypeDef type) {
        return declared.get(type);
    }

    /** The records for the tuples that were mentioned. */
    List<Declaration> tuples() {
        return List.copyOf(tuples.values());
    }

    /** The type that stands for a type. */
    TypeUse of(WitType type) {
        if (type instanceof WitPrimitive primitive) {
            return of(primitive);
        }
        WitTypeDef definition = (WitTypeDef) type;
        WitShape shape = definition.shape();
        if (shape instanceof WitShape.Alias alias) {
            return of(alias.target());
        }
        if (shape instanceof WitShape.Own own) {
            return resource(own.resource());
        }
        if (shape instanceof WitShape.Borrow borrow) {
            return resource(borrow.resource());
        }
        if (shape instanceof WitShape.Resource) {
            return resource(definition);
        }
        if (shape instanceof WitShape.Flags) {
            return TypeUse.util("Set").of(declared.get(definition).use());
        }
        return shape instanceof WitShape.Record || shape instanceof WitShape.Variant || shape instanceof WitShape.Enumeration
                ? declared.get(definition).use() : composed(shape);
    }

    private static TypeUse of(WitPrimitive primitive) {
        return switch (primitive) {
            case BOOL -> TypeUse.BOOLEAN;
            case S8 -> TypeUse.BYTE;
            case S16 -> TypeUse.SHORT;
            case U8, U16, S32, CHAR -> TypeUse.INT;
            case U32, S64, U64 -> TypeUse.LONG;
            case F32 -> TypeUse.FLOAT;
            case F64 -> TypeUse.DOUBLE;
            case STRING -> TypeUse.STRING;
            case ERROR_CONTEXT -> throw new IllegalArgumentException("error-context was refused before");
        };
    }

    private TypeUse composed(WitShape shape) {
        if (shape instanceof WitShape.ListOf list) {
            TypeUse numbers = numbers(list.element());
            return numbers != null ? numbers : TypeUse.util("List").of(argument(list.element()));
        }
        if (shape instanceof WitShape.FixedList list) {
            return TypeUse.util("List").of(argument(list.element()));
        }
        if (shape instanceof WitShape.MapOf map) {
            return TypeUse.util("Map").of(argument(map.key()), argument(map.value()));
        }
        if (shape instanceof WitShape.Option option) {
            return TypeUse.util("Optional").of(argument(option.type()));
        }
        if (shape instanceof WitShape.Result result) {
            return TypeUse.existing(Result.class).of(argument(result.ok()), argument(result.error()));
        }
        if (shape instanceof WitShape.Tuple tuple) {
            return new TypeUse.Declared(tuples.computeIfAbsent(tuple.types().size(), this::tuple), tuple.types().stream().map(
                    this::argument).toList());
        }
        throw new IllegalArgumentException(shape.word() + " was refused before");
    }

    private TypeUse argument(WitType type) {
        return of(type).boxed();
    }

    private TypeUse argument(Optional<WitType> type) {
        return type.map(this::of).orElse(TypeUse.VOID).boxed();
    }

    /** The array that stands for a list of numbers; null for other lists. */
    private static TypeUse numbers(WitType element) {
        WitType original = original(element);
        if (!(original instanceof WitPrimitive primitive)) {
            return null;
        }
        return switch (primitive) {
            case U8, S8 -> new TypeUse.Array(TypeUse.BYTE);
            case U16, S16 -> new TypeUse.Array(TypeUse.SHORT);
            case U32, S32 -> new TypeUse.Array(TypeUse.INT);
            case U64, S64 -> new TypeUse.Array(TypeUse.LONG);
            case F32 -> new TypeUse.Array(TypeUse.FLOAT);
            case F64 -> new TypeUse.Array(TypeUse.DOUBLE);
            case BOOL, CHAR, STRING, ERROR_CONTEXT -> null;
        };
    }

    /** What a type is another name of. */
    static WitType original(WitType type) {
        return type instanceof WitTypeDef definition && definition.shape() instanceof WitShape.Alias alias
                ? original(alias.target()) : type;
    }

    /** The interface of a resource; any object where the library has the resource. */
    private TypeUse resource(WitTypeDef named) {
        Declaration own = declared.get(named.resource().orElseThrow());
        return own == null ? TypeUse.OBJECT : own.use();
    }

    private Declaration tuple(int size) {
        Declaration tuple = Declaration.top(Declaration.Kind.RECORD, names.ofTuple(size)).docs(DocComment.of(size == 1
                ? "A tuple."
                : "A tuple of " + size + "."));
        IntStream.range(0, size).forEach(i -> {
            tuple.variables().add("T" + i);
            tuple.components().add(Parameter.of(new TypeUse.Plain("T" + i), "value" + i));
        });
        return tuple;
    }

    /** The class of an error, if a class alone says what it is; null where it takes arguments, too. */
    Code errorClass(WitType error) {
        TypeUse type = of(error).boxed();
        boolean isPlain = type instanceof TypeUse.Array || type instanceof TypeUse.Declared one && one.arguments().isEmpty()
                || type instanceof TypeUse.Existing other && other.arguments().isEmpty() && type != TypeUse.OBJECT;
        return isPlain ? Code.of(type, ".class") : null;
    }
}
