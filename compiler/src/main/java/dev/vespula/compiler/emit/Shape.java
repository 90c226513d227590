package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.types.ValTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a function type is called in Java. The first result is returned, further ones are left in the store's
 * {@code results} and {@code resultRefs} by their slot. Before the arguments stand the instance and the position. Where there are more arguments than
 * a Java method can take, they stand in the slots of the callee's frame.
 */
public final class Shape {
    /** Java slots for arguments; three are taken by instance and position, one by the receiver. */
    private static final int MOST_SLOTS = 250;
    private static final String FIRST = "(" + Names.type(Names.INSTANCE) + "J";

    /** The values of the arguments in order: kind, and slot in the callee's frame. */
    public final List<Value> params;
    /** The values of the results in order. */
    public final List<Value> results;
    /** Whether the arguments are passed as arguments. */
    public final boolean isDirect;
    /** Descriptor of a static method with the code. */
    public final String descriptor;
    /** A name that is the same for equal shapes. */
    public final String key;

    /**
     * A value, or half of a v128.
     *
     * @param slot slot among the parameters or results
     * @param kind what it is
     */
    public record Value(int slot, Kind kind) {
    }

    /** The shape of a function type. */
    public Shape(Signature signature) {
        params = values(signature.params);
        results = values(signature.results);
        int size = params.stream().mapToInt(value -> value.kind().size).sum();
        isDirect = size <= MOST_SLOTS;
        StringBuilder text = new StringBuilder(FIRST);
        StringBuilder name = new StringBuilder();
        for (Value param : params) {
            if (isDirect) {
                text.append(param.kind().descriptor());
            }
            name.append(param.kind().letter);
        }
        descriptor = text.append(')').append(returned()).toString();
        name.append('_');
        for (Value result : results) {
            name.append(result.kind().letter);
        }
        key = name.toString();
    }

    /** The values of value types: kinds and slots. */
    static List<Value> values(int[] types) {
        List<Value> values = new ArrayList<>(types.length);
        int slot = 0;
        for (int type : types) {
            Kind kind = Kind.ofValue(type);
            values.add(new Value(slot++, kind));
            if (type == ValTypes.V128) {
                values.add(new Value(slot++, kind));
            }
        }
        return List.copyOf(values);
    }

    /** Descriptor of what is returned. */
    public String returned() {
        return results.isEmpty() ? "V" : results.get(0).kind().descriptor();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && key.equals(shape.key);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(key);
    }
}
