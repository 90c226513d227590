package dev.vespula.internal.typed;

import dev.vespula.internal.classfile.ClassFileWriter;
import dev.vespula.internal.classfile.CodeWriter;
import dev.vespula.internal.classfile.Members;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import java.lang.invoke.MethodType;

/**
 * Writes the body of a host function that reads the arguments from the window, calls the method handle that is its class data
 * with its receiver and them, and writes the results back.
 */
final class HostBodyClass {
    private static final String NAME = HostBodyClass.class.getName() + "Made";
    private static final int FRAME = 1;
    private static final int FUNCTION = 2;

    private HostBodyClass() {}

    /** Whether the target wants to know who calls, between the receiver and the arguments. */
    enum FirstArgument {
        /** Who calls: what {@link dev.vespula.internal.runtime.ApiObjects#caller} gives. */
        CALLER,
        /** The first parameter of the function. */
        PARAMETER
    }

    /** The type of the method handle: it takes the receiver first. */
    static MethodType targetType(CallShape shape, FirstArgument first) {
        MethodType type = shape.type().insertParameterTypes(0, Object.class);
        return first == FirstArgument.CALLER ? type.insertParameterTypes(1, Object.class) : type;
    }

    /** Writes the class, a {@link HandleBody}. */
    static byte[] write(CallShape shape, FirstArgument first) {
        ClassFileWriter file = new ClassFileWriter(NAME, HandleBody.class);
        file.constructor().returns();
        CodeWriter code = file.implementation(Members.toImplement(HostBody.class));
        Class<?> result = shape.type().returnType();
        if (result != void.class) {
            code.load(HostFrame.class, FRAME).load(HostFunctionInstance.class, FUNCTION);
        }
        step(code.pushClassData(0).load(HandleBody.class, 0), Object.class, HandleBody.class);
        if (first == FirstArgument.CALLER) {
            step(code.load(HostFrame.class, FRAME), Object.class, HostFrame.class);
        }
        for (int i = 0; i < shape.params.length; i++) {
            code.load(HostFrame.class, FRAME).pushInt(shape.paramSlots[i]);
            step(code, shape.params[i], HostFrame.class, int.class);
        }
        code.invokeExact(targetType(shape, first));
        if (result != void.class) {
            step(code, void.class, HostFrame.class, HostFunctionInstance.class, result);
        }
        code.returns();
        return file.toByteArray();
    }

    private static void step(CodeWriter code, Class<?> result, Class<?>... params) {
        CallSteps.append(code, MethodType.methodType(result, params));
    }
}
