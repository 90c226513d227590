package dev.vespula.compiler.code;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The class that holds what the classes of shared code have in common: what their loops ask whether they must stop. */
public final class HomeClass {
    /** The field with a {@code StopPoll}. */
    public static final String STOP = "STOP";

    private HomeClass() {}

    /** The class of a name. */
    public static byte[] write(String name) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_PUBLIC, name, null, Jdk.OBJECT, null);
        JavaField stop = stop(name);
        writer.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, stop.name(), stop.type(), null, null)
                .visitEnd();
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, JavaMethod.INITIALIZER, "()V", null, null);
        method.visitCode();
        Code code = new Code(method, 0);
        code.type(Opcodes.NEW, Engine.StopPoll.NAME);
        code.instruction(Opcodes.DUP);
        code.invoke(Engine.StopPoll.CONSTRUCTOR);
        code.put(stop);
        code.instruction(Opcodes.RETURN);
        code.end();
        writer.visitEnd();
        return writer.toByteArray();
    }

    static JavaField stop(String home) {
        return JavaField.ofStatic(home, STOP, Engine.StopPoll.TYPE);
    }
}
