package dev.vespula.internal.interop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;

/** Writes classes that implement an interface over the exports of instances. */
public final class InterfaceClass {
    /** The type of the constructor. */
    public static final MethodType CONSTRUCTOR = MethodType.methodType(void.class, Object[].class);

    private static final String HANDLE = "handle";
    private static final String TARGET = "target";

    private InterfaceClass() {}

    /**
     * A method to implement.
     *
     * @param name its name
     * @param type its type
     */
    public record Method(String name, MethodType type) {}

    /**
     * Writes a class of which objects for many instances can be made. Each method calls the method handle that is its class
     * data with a handle and a target that are the object's, and its arguments. The constructor takes an array of
     * handle and target for each method.
     *
     * @param name      its internal name; the package must be able to see the interface
     * @param implement the interface
     * @param methods   its methods, in the order of the method handles
     */
    public static byte[] write(String name, Class<?> implement, List<Method> methods) {
        ClassFileWriter file = new ClassFileWriter(name, "java/lang/Object", Descriptors.internalName(implement));
        CodeWriter constructor = file.method(CodeWriter.ACC_PUBLIC, "<init>", CONSTRUCTOR.descriptorString());
        constructor.loadReference(0).invokeSpecial("java/lang/Object", "<init>", "()V");
        for (int i = 0; i < methods.size(); i++) {
            file.finalField(HANDLE + i, MethodHandle.class);
            file.finalField(TARGET + i, Object.class);
            constructor.loadReference(0).loadReference(1).element(2 * i, MethodHandle.class)
                    .putField(name, HANDLE + i, MethodHandle.class);
            constructor.loadReference(0).loadReference(1).element(2 * i + 1, Object.class)
                    .putField(name, TARGET + i, Object.class);
        }
        constructor.returnVoid();
        for (int i = 0; i < methods.size(); i++) {
            Method method = methods.get(i);
            CodeWriter code = file.method(CodeWriter.ACC_PUBLIC, method.name(), method.type().descriptorString());
            code.pushClassData(i, MethodHandle.class);
            code.loadReference(0).getField(name, HANDLE + i, MethodHandle.class);
            code.loadReference(0).getField(name, TARGET + i, Object.class);
            int local = 1;
            for (Class<?> param : method.type().parameterList()) {
                char letter = Descriptors.kind(param);
                code.load(letter, local);
                local += Descriptors.slots(letter);
            }
            code.invokeVirtual(MethodHandle.class, "invokeExact", handleType(method.type()));
            code.returnValue(Descriptors.kind(method.type().returnType()));
        }
        return file.toByteArray();
    }

    /** The type of the method handle that a method calls. */
    public static MethodType handleType(MethodType method) {
        return method.insertParameterTypes(0, MethodHandle.class, Object.class);
    }
}
