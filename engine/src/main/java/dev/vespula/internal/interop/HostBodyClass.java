package dev.vespula.internal.interop;

import dev.vespula.V128;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * Writes the body of a host function that reads the arguments from the window, calls the method handle that is its class data
 * with its receiver and them, and writes the results back.
 */
public final class HostBodyClass {
    private static final MethodType CALL =
            MethodType.methodType(void.class, HostFrame.class, HostFunctionInstance.class);
    private static final MethodType CALLER = MethodType.methodType(Object.class, HostFrame.class);
    private static final MethodType GET_VECTOR = MethodType.methodType(V128.class, HostFrame.class, int.class);
    private static final MethodType PUT_VECTOR =
            MethodType.methodType(void.class, HostFrame.class, int.class, V128.class);
    private static final MethodType LIFT = MethodType.methodType(Object.class, Object.class);
    private static final MethodType LOWER =
            MethodType.methodType(Object.class, HostFunctionInstance.class, int.class, Object.class);
    private static final MethodType PUT_ALL =
            MethodType.methodType(void.class, HostFrame.class, HostFunctionInstance.class, Object[].class);
    private static final int FRAME = 1;
    private static final int FUNCTION = 2;

    private HostBodyClass() {}

    /** Whether the target wants to know who calls, between the receiver and the arguments. */
    public enum FirstArgument {
        /** Who calls: what {@link dev.vespula.internal.runtime.ApiObjects#caller} gives. */
        CALLER,
        /** The first parameter of the function. */
        PARAMETER
    }

    /** The type of the method handle: it takes the receiver first. */
    public static MethodType targetType(CallShape shape, FirstArgument first) {
        MethodType type = shape.type().insertParameterTypes(0, Object.class);
        return first == FirstArgument.CALLER ? type.insertParameterTypes(1, Object.class) : type;
    }

    /**
     * Writes the class.
     *
     * @param name    its internal name
     * @param shape   the shape of the call
     * @param first   what the target takes after the receiver
     * @param base    class in the same package that it extends, a {@code HostBody} without its method, with a field {@code receiver}
     * @param helpers class in the same package with {@code caller}, {@code lift}, {@code lowerResult},
     *                {@code getVector}, {@code putVector} and {@code putResults}
     */
    public static byte[] write(String name, CallShape shape, FirstArgument first, Class<?> base, Class<?> helpers) {
        ClassFileWriter file = new ClassFileWriter(name, Descriptors.internalName(base));
        file.defaultConstructor();
        CodeWriter code = file.method(CodeWriter.ACC_PUBLIC, "call", CALL.descriptorString());
        code.pushClassData(0, MethodHandle.class).loadReference(0).getField(base, "receiver", Object.class);
        if (first == FirstArgument.CALLER) {
            code.loadReference(FRAME).invokeStatic(helpers, "caller", CALLER);
        }
        for (int i = 0; i < shape.params.length; i++) {
            CallKind kind = shape.params[i];
            code.loadReference(FRAME).pushInt(shape.paramSlots[i]);
            if (kind == CallKind.V128) {
                code.invokeStatic(helpers, "getVector", GET_VECTOR);
            } else {
                code.invokeVirtual(HostFrame.class, kind.accessor, MethodType.methodType(kind.java, int.class));
                if (kind == CallKind.REF) {
                    code.invokeStatic(helpers, "lift", LIFT);
                }
            }
        }
        code.invokeVirtual(MethodHandle.class, "invokeExact", targetType(shape, first));
        putResults(code, shape, helpers);
        code.returnVoid();
        return file.toByteArray();
    }

    private static void putResults(CodeWriter code, CallShape shape, Class<?> helpers) {
        if (shape.results.length == 0) {
            return;
        }
        char letter = Descriptors.kind(shape.type().returnType());
        int result = code.newLocal(letter);
        code.store(letter, result).loadReference(FRAME);
        if (shape.results.length > 1) {
            code.loadReference(FUNCTION).loadReference(result).invokeStatic(helpers, "putResults", PUT_ALL);
            return;
        }
        CallKind kind = shape.results[0];
        code.pushInt(0);
        switch (kind) {
            case V128 -> code.loadReference(result).invokeStatic(helpers, "putVector", PUT_VECTOR);
            case REF -> {
                code.loadReference(FUNCTION).pushInt(0).loadReference(result);
                code.invokeStatic(helpers, "lowerResult", LOWER);
                code.invokeVirtual(HostFrame.class, kind.accessor,
                        MethodType.methodType(void.class, int.class, kind.java));
            }
            default -> code.load(letter, result).invokeVirtual(HostFrame.class, kind.accessor,
                    MethodType.methodType(void.class, int.class, kind.java));
        }
    }
}
