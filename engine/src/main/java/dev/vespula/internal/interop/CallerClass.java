package dev.vespula.internal.interop;

import dev.vespula.V128;
import dev.vespula.internal.call.Invocation;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.MachineStack;
import java.lang.invoke.MethodType;

/**
 * Writes a class with one static method {@code call(FunctionInstance, arguments...)} that calls a function of one shape:
 * references are checked and lowered, the window is opened, arguments are written, and the rest is left to
 * {@link Invocation}. Nothing between opening and the last step can fail, so no exception handler is needed.
 */
public final class CallerClass {
    /** Name of the method. */
    public static final String METHOD = "call";

    private static final MethodType BEGIN = MethodType.methodType(MachineStack.class, FunctionInstance.class);
    private static final MethodType LOWER =
            MethodType.methodType(Object.class, FunctionInstance.class, int.class, Object.class);
    private static final MethodType CHECK_VECTOR = MethodType.methodType(void.class, V128.class);
    private static final MethodType PUT_VECTOR =
            MethodType.methodType(void.class, HostFrame.class, int.class, V128.class);

    private CallerClass() {}

    /** The Java type of the method for a shape. */
    public static MethodType type(CallShape shape) {
        return shape.type().insertParameterTypes(0, FunctionInstance.class);
    }

    /**
     * Writes the class.
     *
     * @param name    its internal name
     * @param shape   the shape of the call
     * @param helpers class in the same package with {@code lowerArgument}, {@code checkVector}, {@code putVector},
     *                {@code finishVector}, {@code finishRef} and {@code finishAll}
     */
    public static byte[] write(String name, CallShape shape, Class<?> helpers) {
        ClassFileWriter file = new ClassFileWriter(name, "java/lang/Object");
        CodeWriter code = file.method(CodeWriter.ACC_STATIC, METHOD, type(shape).descriptorString());
        int[] locals = shape.locals(1);
        lowerArguments(code, shape, locals, helpers);
        int frame = code.newLocal('L');
        code.loadReference(0).invokeStatic(Invocation.class, "begin", BEGIN).store('L', frame);
        for (int i = 0; i < locals.length; i++) {
            CallKind kind = shape.params[i];
            code.loadReference(frame).pushInt(shape.paramSlots[i]).load(kind.letter(), locals[i]);
            if (kind == CallKind.V128) {
                code.invokeStatic(helpers, "putVector", PUT_VECTOR);
            } else {
                code.invokeVirtual(HostFrame.class, kind.accessor,
                        MethodType.methodType(void.class, int.class, kind.java));
            }
        }
        finish(code.loadReference(frame).loadReference(0), shape, helpers);
        return file.toByteArray();
    }

    /** Turns references into what the machine takes for them, and looks whether vectors are there. */
    static void lowerArguments(CodeWriter code, CallShape shape, int[] locals, Class<?> helpers) {
        for (int i = 0; i < locals.length; i++) {
            if (shape.params[i] == CallKind.REF) {
                code.loadReference(0).pushInt(i).loadReference(locals[i]);
                code.invokeStatic(helpers, "lowerArgument", LOWER).store('L', locals[i]);
            } else if (shape.params[i] == CallKind.V128) {
                code.loadReference(locals[i]).invokeStatic(helpers, "checkVector", CHECK_VECTOR);
            }
        }
    }

    private static void finish(CodeWriter code, CallShape shape, Class<?> helpers) {
        Class<?> result = shape.type().returnType();
        MethodType type = MethodType.methodType(result, MachineStack.class, FunctionInstance.class);
        if (shape.results.length == 0) {
            code.invokeStatic(Invocation.class, "finish", type);
        } else if (shape.results.length > 1) {
            code.invokeStatic(helpers, "finishAll", type);
        } else if (shape.results[0] == CallKind.V128) {
            code.invokeStatic(helpers, "finishVector", type);
        } else if (shape.results[0] == CallKind.REF) {
            code.invokeStatic(helpers, "finishRef", type);
        } else {
            code.invokeStatic(Invocation.class, shape.results[0].finish, type);
        }
        code.returnValue(Descriptors.kind(result));
    }
}
