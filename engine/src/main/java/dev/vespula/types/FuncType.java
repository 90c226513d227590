package dev.vespula.types;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A function's type.
 *
 * @param params types of the parameters, in order
 * @param results types of the results, in order
 */
public record FuncType(List<ValType> params, List<ValType> results) implements CompositeType, ExternType {
    public FuncType {
        params = List.copyOf(params);
        results = List.copyOf(results);
    }

    /** A function type without results. */
    public static FuncType of(ValType... params) {
        return new FuncType(List.of(params), List.of());
    }

    /** This type with other results, to be read as {@code FuncType.of(I32, I32).returning(I64)}. */
    public FuncType returning(ValType... newResults) {
        return new FuncType(params, List.of(newResults));
    }

    @Override
    public String toString() {
        return list(params) + " -> " + list(results);
    }

    private static String list(List<ValType> types) {
        return types.stream().map(ValType::toString).collect(Collectors.joining(" ", "[", "]"));
    }
}
