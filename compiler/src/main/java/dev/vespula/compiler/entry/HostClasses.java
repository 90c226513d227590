package dev.vespula.compiler.entry;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
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

    private final String name;
    private final Shape shape;
    private final ShapeMethod method;
    private final Code code;

    private HostClasses(String name, Shape shape, ShapeMethod method) {
        this.name = name;
        this.shape = shape;
        this.method = method;
        this.code = method.code;
    }

    /** Whether the target of a handle is told who calls. */
    public enum Target {
        /** It gets a {@code Caller}, which asks the stack. */
        WITH_CALLER,
        /** It does not. */
        PLAIN
    }

    /** The field with the function. */
    private static JavaField host(String name) {
        return JavaField.ofObject(name, "host", Engine.HostFunctionInstance.TYPE);
    }

    /** The field with its receiver. */
    private static JavaField receiver(String name) {
        return JavaField.ofObject(name, "receiver", Jdk.OBJECT_TYPE);
    }

    /** The class that passes arguments in slots. */
    public static byte[] windowedEntry(Shape shape) {
        String name = shape.hostedName();
        ClassWriter writer = ShapeClasses.begin(name, shape.entryName());
        ShapeClasses.constructor(writer, host(name), shape);
        HostClasses entry = new HostClasses(name, shape, new ShapeMethod(writer, name, shape));
        entry.throughSlots();
        return ShapeClasses.end(writer, entry.code);
    }

    /**
     * A class that calls the method handle that is its class data, of the type that
     * {@link dev.vespula.internal.runtime.TypedTarget#direct} says. While there is a call listener it passes arguments in slots,
     * and if the handle throws it puts them there: so nothing can tell the difference.
     */
    public static byte[] directEntry(Shape shape, Target target) {
        String name = DIRECT + shape.key;
        ClassWriter writer = ShapeClasses.begin(name, shape.entryName());
        ShapeClasses.field(writer, receiver(name));
        ShapeClasses.constructor(writer, host(name), shape, code -> {
            // Three loads less than by way of the function at each call.
            code.load(Kind.REF, 0);
            code.load(Kind.REF, 1);
            code.invoke(Engine.HostFunctionInstance.RECEIVER);
            code.put(receiver(name));
        });
        HostClasses entry = new HostClasses(name, shape, new ShapeMethod(writer, name, shape));
        entry.throughHandle(target);
        return ShapeClasses.end(writer, entry.code);
    }

    private void throughHandle(Target target) {
        Label observed = new Label();
        Label from = new Label();
        Label to = new Label();
        method.pushStore();
        code.get(Engine.StoreState.CALL_LISTENER);
        code.jump(Opcodes.IFNONNULL, observed);
        method.fetchStack();
        List<Object> variables = new ArrayList<>(List.of(Engine.MachineStack.NAME));
        int outer = target == Target.WITH_CALLER ? beginHost(variables) : MethodBody.NONE;
        code.label(from);
        callHandle();
        code.label(to);
        if (outer != MethodBody.NONE) {
            endHost(outer, shape.returnedKind());
        }
        method.returnFirst();

        method.handler(from, to, variables);
        int thrown = code.variable(Kind.REF);
        code.store(Kind.REF, thrown);
        if (outer != MethodBody.NONE) {
            endHost(outer, null);
        }
        method.toSlots();
        code.load(Kind.REF, method.stack);
        pushHost();
        code.load(Kind.REF, thrown);
        code.load(Kind.LONG, 2);
        code.invoke(Engine.MachineStack.HOST_THREW);
        code.instruction(Opcodes.ATHROW);

        method.frame(observed, List.of());
        throughSlots();
    }

    private int beginHost(List<Object> variables) {
        int outer = code.variable(Kind.REF);
        variables.add(Engine.ModuleInstance.NAME);
        code.load(Kind.REF, method.stack);
        pushHost();
        code.load(Kind.REF, 1);
        code.invoke(Engine.MachineStack.BEGIN_HOST);
        code.store(Kind.REF, outer);
        return outer;
    }

    private void callHandle() {
        StringBuilder type = new StringBuilder(
                "(" + Jdk.OBJECT_TYPE + Engine.HostFunctionInstance.TYPE + Engine.HostFrame.TYPE);
        shape.arguments().forEach(argument -> type.append(argument.kind().descriptor()));
        code.pushConstant(TARGET);
        code.load(Kind.REF, 0);
        code.get(receiver(name));
        pushHost();
        code.load(Kind.REF, method.stack);
        method.pushArguments();
        code.invoke(Jdk.invokeExact(type.append(')').append(shape.returned()).toString()));
    }

    /** The function has ended; what is on the stack, of that kind, stays there. */
    private void endHost(int outer, Kind returned) {
        int result = returned == null ? MethodBody.NONE : code.variable(returned);
        if (returned != null) {
            code.store(returned, result);
        }
        code.load(Kind.REF, method.stack);
        code.load(Kind.REF, outer);
        code.invoke(Engine.MachineStack.END_HOST);
        if (returned != null) {
            code.load(returned, result);
        }
    }

    private void throughSlots() {
        method.fetchStack();
        method.toSlots();
        code.load(Kind.REF, method.stack);
        pushHost();
        method.pushPlace();
        code.invoke(Engine.MachineStack.CALL_HOST);
        method.returnFromSlots();
    }

    private void pushHost() {
        code.load(Kind.REF, 0);
        code.get(host(name));
    }
}
