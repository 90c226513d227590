package dev.vespula.internal.interop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;

/** Writes a class that implements an interface by calling method handles, which are the elements of its class data. */
public final class InterfaceClass {
    private InterfaceClass() {
    }

    /**
     * A method to implement.
     *
     * @param name its name
     * @param type its type, which the method handle must have exactly
     */
    public record Method(String name, MethodType type) {
    }

    /**
     * Writes the class.
     *
     * @param name      its internal name; the package must be able to see the interface
     * @param implement the interface
     * @param methods   its methods, in the order of the method handles
     */
    public static byte[] write(String name, Class<?> implement, List<Method> methods) {
        ClassFileWriter file =
                new ClassFileWriter(name, "java/lang/Object", Descriptors.internalName(implement));
        file.defaultConstructor();
        for (int i = 0; i < methods.size(); i++) {
            Method method = methods.get(i);
            CodeWriter code = file.method(CodeWriter.ACC_PUBLIC, method.name(), method.type().descriptorString());
            code.pushClassData(i, MethodHandle.class);
            int local = 1;
            for (Class<?> param : method.type().parameterList()) {
                char letter = Descriptors.kind(param);
                code.load(letter, local);
                local += Descriptors.slots(letter);
            }
            code.invokeVirtual(MethodHandle.class, "invokeExact", method.type());
            code.returnValue(Descriptors.kind(method.type().returnType()));
        }
        return file.toByteArray();
    }
}
