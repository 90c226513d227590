package dev.vespula.internal.typed;

import dev.vespula.V128;
import dev.vespula.internal.classfile.CodeWriter;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.types.ValTypes;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java side of a function type: {@code int}, {@code long}, {@code float}, {@code double}, {@link dev.vespula.V128}
 * and {@code Object} for references; several results are an {@code Object[]}.
 */
final class CallShape {
    /** Argument slots that a Java method can take; one is needed for the receiver. */
    private static final int MAX_ARGUMENT_SLOTS = 254;

    final Class<?>[] params;
    final Class<?>[] results;
    final int[] paramSlots;
    private final MethodType type;

    /**
     * The shape of a function type.
     *
     * @throws IllegalArgumentException if it has more parameters than a Java method can have
     */
    CallShape(Signature signature) {
        params = javaTypes(signature.params);
        results = javaTypes(signature.results);
        paramSlots = new int[params.length];
        int javaSlots = 0;
        for (int i = 0; i < params.length; i++) {
            paramSlots[i] = signature.paramSlot(i);
            javaSlots += CodeWriter.slots(params[i]);
        }
        if (javaSlots > MAX_ARGUMENT_SLOTS) {
            throw new IllegalArgumentException("a Java method cannot take " + params.length + " arguments");
        }
        type = MethodType.methodType(returnType(), params);
    }

    private static Class<?>[] javaTypes(int[] types) {
        Class<?>[] java = new Class<?>[types.length];
        for (int i = 0; i < java.length; i++) {
            java[i] = javaType(types[i]);
        }
        return java;
    }

    private static Class<?> javaType(int type) {
        return switch (type) {
            case ValTypes.I32 -> int.class;
            case ValTypes.I64 -> long.class;
            case ValTypes.F32 -> float.class;
            case ValTypes.F64 -> double.class;
            case ValTypes.V128 -> V128.class;
            default -> Object.class;
        };
    }

    /** The type of a value as the machine has it, for a v128 that of one half. */
    private static Class<?> raw(Class<?> type) {
        return type == V128.class ? long.class : type;
    }

    private Class<?> returnType() {
        return switch (results.length) {
            case 0 -> void.class;
            case 1 -> results[0];
            default -> Object[].class;
        };
    }

    /** The locals of the arguments of a method that has them behind others, of which so many slots are taken. */
    int[] locals(int taken) {
        int[] locals = new int[params.length];
        int next = taken;
        for (int i = 0; i < locals.length; i++) {
            locals[i] = next;
            next += CodeWriter.slots(params[i]);
        }
        return locals;
    }

    /**
     * The Java type with values as the machine has them: a v128 is two longs, and only the first result is returned.
     */
    MethodType rawType() {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> param : params) {
            types.add(raw(param));
            if (param == V128.class) {
                types.add(raw(param));
            }
        }
        return MethodType.methodType(results.length == 0 ? void.class : raw(results[0]), types);
    }

    /** The Java type; equal types have equal shapes. */
    MethodType type() {
        return type;
    }
}
