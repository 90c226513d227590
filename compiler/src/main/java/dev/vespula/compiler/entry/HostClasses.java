package dev.vespula.compiler.entry;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.runtime.TypedTarget;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Writes the classes of the entries that call functions of the host. */
public final class HostClasses {
    private static final String DIRECT = Shape.PACKAGE + "DirectHost_";
    private static final ConstantDynamic TARGET = new ConstantDynamic("_", Jdk.HANDLE_TYPE,
            new Handle(Opcodes.H_INVOKESTATIC, "java/lang/invoke/MethodHandles", "classData",
                    "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;", false));

    private final Shape shape;
    /** The field with the receiver of the function. */
    private final JavaField receiver;
    private final ShapeMethod method;
    private final Code code;

    private HostClasses(Shape shape) {
        this.shape = shape;
        String name = DIRECT + shape.key;
        receiver = JavaField.ofObject(name, "receiver", Jdk.OBJECT_TYPE);
        // Three loads less than by way of the function at each call.
        method = new ShapeMethod(shape, function(name), receiver, Engine.HostFunctionInstance.RECEIVER);
        code = method.code;
    }

    private static JavaField function(String name) {
        return JavaField.ofObject(name, "host", Engine.HostFunctionInstance.TYPE);
    }

    /** The class that passes arguments in slots. */
    public static byte[] windowedEntry(Shape shape) {
        ShapeMethod method = new ShapeMethod(shape, function(shape.hostedName()));
        method.throughSlots(Engine.MachineStack.CALL_HOST);
        return method.end();
    }

    /**
     * A class that calls the method handle that is its class data, of the type that
     * {@link dev.vespula.internal.runtime.TypedTarget#direct} says. While there is a call listener it passes arguments in slots,
     * and if the handle throws it puts them there: so nothing can tell the difference. Listeners hear nothing of builtin functions.
     */
    public static byte[] directEntry(Shape shape, TypedTarget.Kind target) {
        HostClasses entry = new HostClasses(shape);
        entry.throughHandle(target);
        return entry.method.end();
    }

    private void throughHandle(TypedTarget.Kind target) {
        Label observed = new Label();
        Label from = new Label();
        Label to = new Label();
        if (target != TypedTarget.Kind.BUILTIN) {
            method.pushStore();
            code.get(Engine.StoreState.CALL_LISTENER);
            code.jump(Opcodes.IFNONNULL, observed);
        }
        method.fetchStack();
        List<Object> variables = new ArrayList<>(List.of(Engine.MachineStack.NAME));
        int outer = target == TypedTarget.Kind.WITH_CALLER ? beginHost(variables) : MethodBody.NONE;
        code.label(from);
        callHandle();
        code.label(to);
        if (outer != MethodBody.NONE) {
            endHost(outer, shape.returnedKind());
        }
        method.returnFirst();

        method.handler(from, to, variables);
        int thrown = code.keep(Kind.REF);
        if (outer != MethodBody.NONE) {
            endHost(outer, null);
        }
        method.toSlots();
        code.load(Kind.REF, method.stack);
        method.pushHeld();
        code.load(Kind.REF, thrown);
        code.load(Kind.LONG, 2);
        code.invoke(Engine.MachineStack.HOST_THREW);
        code.instruction(Opcodes.ATHROW);

        if (target != TypedTarget.Kind.BUILTIN) {
            method.frame(observed, List.of());
            method.throughSlots(Engine.MachineStack.CALL_HOST);
        }
    }

    private int beginHost(List<Object> variables) {
        variables.add(Engine.ModuleInstance.NAME);
        code.load(Kind.REF, method.stack);
        method.pushHeld();
        code.load(Kind.REF, 1);
        code.invoke(Engine.MachineStack.BEGIN_HOST);
        return code.keep(Kind.REF);
    }

    private void callHandle() {
        StringBuilder type = new StringBuilder(
                "(" + Jdk.OBJECT_TYPE + Engine.HostFunctionInstance.TYPE + Engine.HostFrame.TYPE);
        shape.arguments().forEach(argument -> type.append(argument.kind().descriptor()));
        code.pushConstant(TARGET);
        code.load(Kind.REF, 0);
        code.get(receiver);
        method.pushHeld();
        code.load(Kind.REF, method.stack);
        method.pushArguments();
        code.invoke(Jdk.invokeExact(type.append(')').append(shape.returned()).toString()));
    }

    /** The function has ended; what is on the stack, of that kind, stays there. */
    private void endHost(int outer, Kind returned) {
        int result = returned == null ? MethodBody.NONE : code.keep(returned);
        code.load(Kind.REF, method.stack);
        code.load(Kind.REF, outer);
        code.invoke(Engine.MachineStack.END_HOST);
        if (returned != null) {
            code.load(returned, result);
        }
    }
}
