package dev.vespula.compiler.emit;

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
    private static final String HOST = "host";
    private static final String RECEIVER = "receiver";
    private static final String THROWABLE = "Ljava/lang/Throwable;";
    private static final String HOST_THREW = "(" + Names.type(Names.HOST_FUNCTION) + THROWABLE + "J)" + THROWABLE;
    private static final String HANDLE = "java/lang/invoke/MethodHandle";
    private static final ConstantDynamic TARGET = new ConstantDynamic("_", Names.type(HANDLE),
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

    /** The class that passes arguments in slots. */
    public static byte[] windowedEntry(Shape shape) {
        String name = shape.hostedName();
        ClassWriter writer = ShapeClasses.begin(name, shape);
        ShapeClasses.constructor(writer, name, shape, HOST, Names.type(Names.HOST_FUNCTION));
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
        ClassWriter writer = ShapeClasses.begin(name, shape);
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, RECEIVER, Names.type(Names.OBJECT), null, null).visitEnd();
        ShapeClasses.constructor(writer, name, shape, HOST, Names.type(Names.HOST_FUNCTION), code -> {
            // Three loads less than by way of the function at each call.
            code.load(Kind.REF, 0);
            code.load(Kind.REF, 1);
            code.invokeVirtual(Names.HOST_FUNCTION, RECEIVER, "()" + Names.type(Names.OBJECT));
            code.putField(name, RECEIVER, Names.type(Names.OBJECT));
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
        code.getField(Names.STORE, "callListener", Names.type(Names.LISTENER));
        code.jump(Opcodes.IFNONNULL, observed, -1);
        method.fetchStack();
        List<Object> variables = new ArrayList<>(List.of(Names.STACK));
        int outer = target == Target.WITH_CALLER ? beginHost(variables) : Body.NONE;
        code.label(from);
        callHandle();
        code.label(to);
        if (outer != Body.NONE) {
            endHost(outer, shape.returnedKind());
        }
        method.returnFirst();

        method.handler(from, to, variables);
        int thrown = code.variable(Kind.REF);
        code.store(Kind.REF, thrown);
        if (outer != Body.NONE) {
            endHost(outer, null);
        }
        method.toSlots();
        code.load(Kind.REF, method.stack);
        pushHost();
        code.load(Kind.REF, thrown);
        code.load(Kind.LONG, 2);
        code.invokeVirtual(Names.STACK, "hostThrew", HOST_THREW);
        code.instruction(Opcodes.ATHROW, -1);

        method.frame(observed, List.of());
        throughSlots();
    }

    private int beginHost(List<Object> variables) {
        int outer = code.variable(Kind.REF);
        variables.add(Names.INSTANCE);
        code.load(Kind.REF, method.stack);
        pushHost();
        code.load(Kind.REF, 1);
        code.invokeVirtual(Names.STACK, "beginHost", "(" + Names.type(Names.HOST_FUNCTION) + Names.type(Names.INSTANCE) + ")"
                + Names.type(Names.INSTANCE));
        code.store(Kind.REF, outer);
        return outer;
    }

    private void callHandle() {
        StringBuilder type = new StringBuilder(
                "(" + Names.type(Names.OBJECT) + Names.type(Names.HOST_FUNCTION) + Names.type(Names.FRAME));
        shape.arguments().forEach(argument -> type.append(argument.kind().descriptor()));
        code.pushConstant(TARGET);
        code.load(Kind.REF, 0);
        code.getField(name, RECEIVER, Names.type(Names.OBJECT));
        pushHost();
        code.load(Kind.REF, method.stack);
        method.pushArguments();
        code.invokeVirtual(HANDLE, "invokeExact", type.append(')').append(shape.returned()).toString());
    }

    /** The function has ended; what is on the stack, of that kind, stays there. */
    private void endHost(int outer, Kind returned) {
        int result = returned == null ? Body.NONE : code.variable(returned);
        if (returned != null) {
            code.store(returned, result);
        }
        code.load(Kind.REF, method.stack);
        code.load(Kind.REF, outer);
        code.invokeVirtual(Names.STACK, "endHost", "(" + Names.type(Names.INSTANCE) + ")V");
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
        code.invokeVirtual(Names.STACK, "callHost",
                "(" + Names.type(Names.HOST_FUNCTION) + Names.type(Names.INSTANCE) + "J)V");
        method.returnFromSlots();
    }

    private void pushHost() {
        code.load(Kind.REF, 0);
        code.getField(name, HOST, Names.type(Names.HOST_FUNCTION));
    }
}
