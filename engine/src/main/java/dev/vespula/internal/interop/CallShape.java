package dev.vespula.internal.interop;

import dev.vespula.internal.runtime.Signature;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java side of a function type: {@code int}, {@code long}, {@code float}, {@code double}, {@link dev.vespula.V128}
 * and {@code Object} for references; several results are an {@code Object[]}.
 */
public final class CallShape {
    /** Argument slots that a Java method can take; one is needed for the receiver. */
    private static final int MAX_ARGUMENT_SLOTS = 254;

    final CallKind[] params;
    final CallKind[] results;
    final int[] paramSlots;
    private final MethodType type;

    /**
     * The shape of a function type.
     *
     * @throws IllegalArgumentException if it has more parameters than a Java method can have
     */
    public CallShape(Signature signature) {
        params = kinds(signature.params);
        results = kinds(signature.results);
        paramSlots = new int[params.length];
        Class<?>[] types = new Class<?>[params.length];
        int javaSlots = 0;
        for (int i = 0; i < params.length; i++) {
            paramSlots[i] = signature.paramSlot(i);
            types[i] = params[i].java;
            javaSlots += Descriptors.slots(params[i].letter());
        }
        if (javaSlots > MAX_ARGUMENT_SLOTS) {
            throw new IllegalArgumentException("a Java method cannot take " + params.length + " arguments");
        }
        type = MethodType.methodType(returnType(), types);
    }

    private static CallKind[] kinds(int[] types) {
        CallKind[] kinds = new CallKind[types.length];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = CallKind.of(types[i]);
        }
        return kinds;
    }

    private Class<?> returnType() {
        return switch (results.length) {
            case 0 -> void.class;
            case 1 -> results[0].java;
            default -> Object[].class;
        };
    }

    /** The locals of the arguments of a method that has them behind others, of which so many slots are taken. */
    int[] locals(int taken) {
        int[] locals = new int[params.length];
        int next = taken;
        for (int i = 0; i < locals.length; i++) {
            locals[i] = next;
            next += Descriptors.slots(params[i].letter());
        }
        return locals;
    }

    /**
     * The Java type with values as the machine has them: a v128 is two longs, and only the first result is returned.
     */
    public MethodType rawType() {
        List<Class<?>> types = new ArrayList<>();
        for (CallKind param : params) {
            types.add(param.raw());
            if (param == CallKind.V128) {
                types.add(param.raw());
            }
        }
        return MethodType.methodType(results.length == 0 ? void.class : results[0].raw(), types);
    }

    /** The Java type; equal types have equal shapes. */
    public MethodType type() {
        return type;
    }
}
