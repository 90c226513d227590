package dev.vespula.internal.interop;

import dev.vespula.V128;
import dev.vespula.internal.call.DirectCalls;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.WasmFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * Writes a class with one static method {@code call(WasmFunction, CallEntry, arguments...)} that calls the compiled code of
 * a function of one type, as {@link DirectCalls} says. The method handle that is its class data calls the entry.
 */
public final class DirectCallerClass {
    /** Name of the method. */
    public static final String METHOD = "call";

    private static final MethodType BEGIN = MethodType.methodType(MachineStack.class, WasmFunction.class);
    private static final MethodType END = MethodType.methodType(void.class, MachineStack.class, WasmFunction.class);
    private static final MethodType FAILED = END.appendParameterTypes(Throwable.class);
    private static final MethodType LIFT = MethodType.methodType(Object.class, Object.class);
    private static final MethodType HALF = MethodType.methodType(long.class);
    private static final int FUNCTION = 0;
    private static final int ENTRY = 1;

    private final CallShape shape;
    private final Class<?> helpers;
    private final CodeWriter code;
    private final int[] locals;
    private final int stack;

    private DirectCallerClass(CallShape shape, Class<?> helpers, CodeWriter code) {
        this.shape = shape;
        this.helpers = helpers;
        this.code = code;
        this.locals = shape.locals(2);
        this.stack = code.newLocal('L');
    }

    /** The Java type of the method for a shape. */
    public static MethodType type(CallShape shape) {
        return shape.type().insertParameterTypes(0, WasmFunction.class, CallEntry.class);
    }

    /** The type of the method handle that calls the entry. */
    public static MethodType targetType(CallShape shape) {
        return shape.rawType().insertParameterTypes(0, CallEntry.class, ModuleInstance.class, long.class);
    }

    /**
     * Writes the class.
     *
     * @param name    its internal name
     * @param shape   the shape of the call
     * @param helpers class in the same package with {@code lowerArgument}, {@code checkVector}, {@code lift},
     *                {@code vector}, {@code vectorInWindow}, {@code results} and {@code resultsInWindow}
     */
    public static byte[] write(String name, CallShape shape, Class<?> helpers) {
        ClassFileWriter file = new ClassFileWriter(name, "java/lang/Object");
        CodeWriter code = file.method(CodeWriter.ACC_STATIC, METHOD, type(shape).descriptorString());
        new DirectCallerClass(shape, helpers, code).write();
        return file.toByteArray();
    }

    private void write() {
        CallerClass.lowerArguments(code, shape, locals, helpers);
        code.loadReference(FUNCTION).invokeStatic(DirectCalls.class, "begin", BEGIN).store('L', stack);
        int from = code.here();
        call();
        int to = code.here();
        returned();
        code.beginHandler(from, to, frame());
        failed();
    }

    private Class<?>[] frame() {
        Class<?>[] types = new Class<?>[locals.length + 3];
        types[FUNCTION] = WasmFunction.class;
        types[ENTRY] = CallEntry.class;
        for (int i = 0; i < locals.length; i++) {
            types[i + 2] = shape.params[i].java;
        }
        types[locals.length + 2] = MachineStack.class;
        return types;
    }

    private void call() {
        code.pushClassData(0, MethodHandle.class).loadReference(ENTRY);
        code.loadReference(FUNCTION).getField(WasmFunction.class, "instance", ModuleInstance.class);
        code.loadReference(stack).getField(MachineStack.class, "start", long.class);
        for (int i = 0; i < locals.length; i++) {
            if (shape.params[i] == CallKind.V128) {
                code.loadReference(locals[i]).invokeVirtual(V128.class, "low", HALF);
                code.loadReference(locals[i]).invokeVirtual(V128.class, "high", HALF);
            } else {
                code.load(shape.params[i].letter(), locals[i]);
            }
        }
        code.invokeVirtual(MethodHandle.class, "invokeExact", targetType(shape));
    }

    /** The call has returned: ends it and returns the results. */
    private void returned() {
        Class<?> raw = shape.rawType().returnType();
        if (shape.results.length == 0) {
            end();
            code.returnVoid();
            return;
        }
        char letter = Descriptors.kind(raw);
        int first = code.newLocal(letter);
        code.store(letter, first);
        if (shape.results.length > 1) {
            code.loadReference(FUNCTION).load(letter, first).invokeStatic(DirectCalls.class, "keep",
                    MethodType.methodType(void.class, WasmFunction.class, raw));
            helper("results", Object[].class);
        } else if (shape.results[0] == CallKind.V128) {
            code.loadReference(stack).loadReference(FUNCTION).load(letter, first);
            code.invokeStatic(helpers, "vector", END.appendParameterTypes(long.class).changeReturnType(V128.class));
            code.returnValue('L');
        } else {
            end();
            code.load(letter, first);
            lift(shape.results[0]);
            code.returnValue(letter);
        }
    }

    private void end() {
        code.loadReference(stack).loadReference(FUNCTION).invokeStatic(DirectCalls.class, "end", END);
    }

    /** Returns what a helper gives that ends the call, too. */
    private void helper(String name, Class<?> type) {
        code.loadReference(stack).loadReference(FUNCTION).invokeStatic(helpers, name, END.changeReturnType(type));
        code.returnValue('L');
    }

    private void lift(CallKind kind) {
        if (kind == CallKind.REF) {
            code.invokeStatic(helpers, "lift", LIFT);
        }
    }

    /** The call has thrown something: lets the machine go on, which gives results or throws. */
    private void failed() {
        int thrown = code.newLocal('L');
        code.store('L', thrown);
        code.loadReference(stack).loadReference(FUNCTION).loadReference(thrown);
        code.invokeStatic(DirectCalls.class, "stopped", FAILED);
        for (int i = 0; i < locals.length; i++) {
            putArgument(i);
        }
        code.loadReference(stack).loadReference(FUNCTION).loadReference(thrown);
        code.invokeStatic(DirectCalls.class, "goOn", FAILED);
        if (shape.results.length == 0) {
            end();
            code.returnVoid();
        } else if (shape.results.length > 1) {
            helper("resultsInWindow", Object[].class);
        } else if (shape.results[0] == CallKind.V128) {
            helper("vectorInWindow", V128.class);
        } else {
            CallKind kind = shape.results[0];
            int result = code.newLocal(kind.letter());
            code.loadReference(stack).pushInt(0);
            code.invokeVirtual(HostFrame.class, kind.accessor, MethodType.methodType(kind.java, int.class));
            code.store(kind.letter(), result);
            end();
            code.load(kind.letter(), result);
            lift(kind);
            code.returnValue(kind.letter());
        }
    }

    private void putArgument(int index) {
        CallKind kind = shape.params[index];
        int slot = shape.paramSlots[index];
        if (kind == CallKind.V128) {
            code.loadReference(stack).pushInt(slot).loadReference(locals[index]).invokeVirtual(V128.class, "low", HALF);
            put(long.class);
            code.loadReference(stack).pushInt(slot + 1).loadReference(locals[index]).invokeVirtual(V128.class, "high", HALF);
            put(long.class);
        } else {
            code.loadReference(stack).pushInt(slot).load(kind.letter(), locals[index]);
            put(kind.java);
        }
    }

    private void put(Class<?> type) {
        code.invokeVirtual(MachineStack.class, "put", MethodType.methodType(void.class, int.class, type));
    }
}
