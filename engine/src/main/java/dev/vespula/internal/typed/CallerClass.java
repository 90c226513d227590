package dev.vespula.internal.typed;

import dev.vespula.V128;
import dev.vespula.internal.classfile.ClassFileWriter;
import dev.vespula.internal.classfile.CodeWriter;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.WasmFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/** Writes a class with one static method that calls functions of one shape. */
final class CallerClass {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final String NAME = CallerClass.class.getName() + "Made";
    private static final String METHOD = "call";
    private static final int FUNCTION = 0;
    private static final int ENTRY = 1;

    private final CallShape shape;
    private final Class<?> function;
    private final MethodType type;
    private final int[] locals;
    private final ClassFileWriter file = new ClassFileWriter(NAME, Object.class);
    private final CodeWriter code;

    /** {@code leading}: what the method takes before the arguments; the function first. */
    private CallerClass(CallShape shape, Class<?>... leading) {
        this.shape = shape;
        this.function = leading[FUNCTION];
        this.type = shape.type().insertParameterTypes(0, leading);
        this.locals = shape.locals(leading.length);
        this.code = file.method(ClassFileWriter.STATIC, METHOD, type);
    }

    /**
     * A handle that takes a {@link FunctionInstance} and arguments: they are written to the window, and the rest is left to
     * {@link dev.vespula.internal.call.Invocation}.
     */
    static MethodHandle windowed(CallShape shape) {
        if (!RunTimeClasses.arePossible()) {
            return BoxedCall.windowed(shape);
        }
        CallerClass made = new CallerClass(shape, FunctionInstance.class);
        made.writeWindowed();
        return made.handle();
    }

    /**
     * A handle that takes a {@link WasmFunction}, the {@link CallEntry} of its compiled code, and arguments, as
     * {@link dev.vespula.internal.call.DirectCalls} says.
     *
     * @param target calls the entry
     */
    static MethodHandle direct(CallShape shape, MethodHandle target) {
        CallerClass made = new CallerClass(shape, WasmFunction.class, CallEntry.class);
        MethodType targetType = shape.rawType()
                .insertParameterTypes(0, CallEntry.class, ModuleInstance.class, long.class);
        made.writeDirect(targetType);
        return made.handle(target.asType(targetType));
    }

    private MethodHandle handle(Object... data) {
        try {
            MethodHandles.Lookup made = LOOKUP.defineHiddenClassWithClassData(file.toByteArray(), List.of(data), true);
            return made.findStatic(made.lookupClass(), METHOD, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeWindowed() {
        lowerArguments();
        int stack = code.newLocal(MachineStack.class);
        step(code.load(function, FUNCTION), MachineStack.class, FunctionInstance.class).store(MachineStack.class, stack);
        putArguments(stack, HostFrame.class);
        code.load(function, FUNCTION).load(MachineStack.class, stack);
        step(code, void.class, FunctionInstance.class, MachineStack.class);
        returnFromWindow(stack);
    }

    /** Writes the arguments to slots of the stack, as what it is taken for does. */
    private void putArguments(int stack, Class<?> window) {
        for (int i = 0; i < locals.length; i++) {
            code.load(window, stack).pushInt(shape.paramSlots[i]).load(shape.params[i], locals[i]);
            step(code, void.class, window, int.class, shape.params[i]);
        }
    }

    /** Turns references into what the machine takes for them, and looks whether vectors are there. */
    private void lowerArguments() {
        for (int i = 0; i < locals.length; i++) {
            if (shape.params[i] == Object.class) {
                code.load(function, FUNCTION).pushInt(i).load(Object.class, locals[i]);
                step(code, Object.class, FunctionInstance.class, int.class, Object.class).store(Object.class, locals[i]);
            } else if (shape.params[i] == V128.class) {
                step(code.load(V128.class, locals[i]), void.class, V128.class);
            }
        }
    }

    private void writeDirect(MethodType targetType) {
        lowerArguments();
        int stack = code.newLocal(MachineStack.class);
        step(code.load(function, FUNCTION), MachineStack.class, WasmFunction.class).store(MachineStack.class, stack);
        int from = code.here();
        step(code.pushClassData(0).load(CallEntry.class, ENTRY).load(function, FUNCTION), ModuleInstance.class,
                WasmFunction.class);
        step(code.load(MachineStack.class, stack), long.class, MachineStack.class);
        for (int i = 0; i < locals.length; i++) {
            code.load(shape.params[i], locals[i]);
            if (shape.params[i] == V128.class) {
                step(code.pushInt(0), long.class, V128.class, int.class);
                step(code.load(V128.class, locals[i]).pushInt(1), long.class, V128.class, int.class);
            }
        }
        code.invokeExact(targetType);
        int to = code.here();
        code.load(MachineStack.class, stack).load(function, FUNCTION);
        MethodType returned = MethodType.methodType(type.returnType(), MachineStack.class, WasmFunction.class);
        Class<?> raw = targetType.returnType();
        CallSteps.append(code, raw == void.class ? returned : returned.insertParameterTypes(0, raw)).returns();
        code.beginHandler(from, to);
        writeHandler();
    }

    /** The call has thrown something: lets the machine go on, which gives results or throws. */
    private void writeHandler() {
        int thrown = code.newLocal(Throwable.class);
        code.store(Throwable.class, thrown).load(Throwable.class, thrown).load(function, FUNCTION);
        int stack = code.newLocal(MachineStack.class);
        step(code, MachineStack.class, Throwable.class, WasmFunction.class).store(MachineStack.class, stack);
        putArguments(stack, MachineStack.class);
        code.load(Throwable.class, thrown).load(function, FUNCTION).load(MachineStack.class, stack);
        step(code, void.class, Throwable.class, WasmFunction.class, MachineStack.class);
        returnFromWindow(stack);
    }

    /** Returns the results in the window of the stack. */
    private void returnFromWindow(int stack) {
        code.load(MachineStack.class, stack).load(function, FUNCTION);
        step(code, type.returnType(), MachineStack.class, FunctionInstance.class).returns();
    }

    private static CodeWriter step(CodeWriter code, Class<?> result, Class<?>... params) {
        return CallSteps.append(code, MethodType.methodType(result, params));
    }
}
