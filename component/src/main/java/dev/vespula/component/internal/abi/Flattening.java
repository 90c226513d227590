package dev.vespula.component.internal.abi;

import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.ValueType;
import dev.vespula.types.NumType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which core values a value is passed in. CanonicalABI.md, "Flattening". No more than {@link #LIMIT} are listed: a type
 * with more of them is passed in memory, and how many there would be does not matter. Remembers what it computed by
 * identity of types, because types share parts. Not thread-safe; the static methods are.
 */
public final class Flattening {
    /** More flat parameters than these lie in memory. */
    public static final int MAX_FLAT_PARAMS = 16;
    /** The same for functions that are lowered in the asynchronous form. */
    public static final int MAX_FLAT_ASYNC_PARAMS = 4;
    /** More flat results than these lie in memory. */
    public static final int MAX_FLAT_RESULTS = 1;
    /** Length of the longest list that is given: one more than the most parameters. */
    public static final int LIMIT = MAX_FLAT_PARAMS + 1;

    private final NumType pointer;
    private final Map<ValueType, List<NumType>> known = new IdentityHashMap<>();

    /** For memories whose pointers are of that type, i32 or i64. */
    public Flattening(NumType pointer) {
        this.pointer = pointer;
    }

    /** Core values of a value, with pointers of 32 bits. At most {@link #LIMIT} are listed. */
    public static List<NumType> of(ValueType type) {
        return new Flattening(NumType.I32).value(type);
    }

    /** Core values of a function's parameters, with pointers of 32 bits: a list of {@link #LIMIT} means that there are more. */
    public static List<NumType> params(FunctionType type) {
        return new Flattening(NumType.I32).parameters(type);
    }

    /** Core values of a function's result, with pointers of 32 bits. At most {@link #LIMIT} are listed. */
    public static List<NumType> results(FunctionType type) {
        return new Flattening(NumType.I32).result(type);
    }

    /** Core values of a function's parameters: a list of {@link #LIMIT} means that there are more than fit. */
    public List<NumType> parameters(FunctionType type) {
        List<NumType> flat = new ArrayList<>();
        for (NamedType param : type.params()) {
            append(flat, value(param.type()));
        }
        return flat;
    }

    /** Core values of a function's result; empty where there is none. At most {@link #LIMIT} are listed. */
    public List<NumType> result(FunctionType type) {
        return type.result().isPresent() ? value(type.result().get()) : List.of();
    }

    /** Core values of a value. At most {@link #LIMIT} are listed. */
    public List<NumType> value(ValueType type) {
        List<NumType> flat = known.get(type);
        if (flat == null) {
            flat = List.copyOf(computed(type));
            known.put(type, flat);
        }
        return flat;
    }

    private List<NumType> computed(ValueType type) {
        if (type instanceof Primitive primitive) {
            return primitive(primitive);
        }
        if (type instanceof ListType || type instanceof MapType) {
            return List.of(pointer, pointer);
        }
        List<NumType> flat = new ArrayList<>();
        if (type instanceof FixedListType list) {
            List<NumType> element = value(list.element());
            for (int i = 0; i < list.length() && flat.size() < LIMIT; i++) {
                append(flat, element);
            }
            return flat;
        }
        Optional<List<ValueType>> members = Despecialised.members(type);
        if (members.isPresent()) {
            for (ValueType member : members.get()) {
                if (flat.size() == LIMIT) {
                    break;
                }
                append(flat, value(member));
            }
            return flat;
        }
        Optional<List<Optional<ValueType>>> payloads = Despecialised.payloads(type);
        // What remains are flags and handles: of resources, streams and futures.
        return payloads.isPresent() ? variant(payloads.get()) : List.of(NumType.I32);
    }

    private List<NumType> primitive(Primitive type) {
        return switch (type) {
            case BOOL, S8, U8, S16, U16, S32, U32, CHAR, ERROR_CONTEXT -> List.of(NumType.I32);
            case S64, U64 -> List.of(NumType.I64);
            case F32 -> List.of(NumType.F32);
            case F64 -> List.of(NumType.F64);
            case STRING -> List.of(pointer, pointer);
        };
    }

    private List<NumType> variant(List<Optional<ValueType>> payloads) {
        List<NumType> flat = new ArrayList<>();
        flat.add(NumType.I32);
        for (Optional<ValueType> payload : payloads) {
            List<NumType> slots = payload.isPresent() ? value(payload.get()) : List.of();
            for (int i = 0; i < slots.size() && i + 1 < LIMIT; i++) {
                if (i + 1 < flat.size()) {
                    flat.set(i + 1, joined(flat.get(i + 1), slots.get(i)));
                } else {
                    flat.add(slots.get(i));
                }
            }
        }
        return flat;
    }

    /** The type of a slot that holds values of either type. */
    public static NumType joined(NumType a, NumType b) {
        if (a == b) {
            return a;
        }
        boolean word = (a == NumType.I32 || a == NumType.F32) && (b == NumType.I32 || b == NumType.F32);
        return word ? NumType.I32 : NumType.I64;
    }

    private static void append(List<NumType> flat, List<NumType> more) {
        flat.addAll(more.subList(0, Math.min(more.size(), LIMIT - flat.size())));
    }
}
