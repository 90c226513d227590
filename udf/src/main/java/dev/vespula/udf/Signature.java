package dev.vespula.udf;

import dev.vespula.udf.internal.text.SignatureText;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Name, kind and types of a function. As text:
 *
 * <pre>{@code
 * gcd(int64, int64) -> int64
 * slug(title: string) -> string?
 * split(string) ->> (part: string, place: int32)
 * aggregate total(int64) -> int64
 * }</pre>
 *
 * <p>{@code ->>} makes it a table function, the word {@code aggregate} before the name an aggregate. Types are {@code boolean},
 * {@code int8} to {@code int64}, {@code uint8} to {@code uint64}, {@code float32}, {@code float64}, {@code string}, {@code binary},
 * {@code decimal}, {@code json}, {@code date32}, {@code time64}, {@code timestamp}; {@code T?} may be null, {@code T[]} is a list,
 * {@code struct<name: T, name: T>} a struct.
 *
 * @param name    of the function
 * @param kind    what it makes of rows
 * @param params  its parameters
 * @param columns what it returns: one for functions that are no table functions
 */
public record Signature(String name, FunctionKind kind, List<Field> params, List<Field> columns) implements Serializable {
    /** Copies the lists, and checks the number of columns. */
    public Signature {
        params = List.copyOf(params);
        columns = List.copyOf(columns);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a function without a name");
        }
        if (columns.isEmpty() || kind != FunctionKind.TABLE && columns.size() != 1) {
            throw new IllegalArgumentException(name + " returns " + columns.size() + " columns");
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if the text is none, with the place
     */
    public static Signature of(String text) {
        return SignatureText.parse(text);
    }

    /** A scalar function. */
    public static Signature scalar(String name, List<UdfType> params, UdfType result) {
        return new Signature(name, FunctionKind.SCALAR, params.stream().map(type -> new Field("", type)).toList(),
                List.of(new Field("", result)));
    }

    /** What a function that is no table function returns; the first column of one that is. */
    public UdfType result() {
        return columns.get(0).type();
    }

    /** The text that {@link #of} reads. */
    @Override
    public String toString() {
        String list = params.stream().map(Field::toString).collect(Collectors.joining(", ", "(", ")"));
        String word = kind == FunctionKind.AGGREGATE ? "aggregate " : "";
        if (kind != FunctionKind.TABLE) {
            return word + name + list + " -> " + columns.get(0).type();
        }
        return name + list + " ->> " + (columns.size() == 1 && columns.get(0).name().isEmpty()
                ? columns.get(0).type().toString()
                : columns.stream().map(Field::toString).collect(Collectors.joining(", ", "(", ")")));
    }
}
