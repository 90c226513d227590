package dev.vespula.internal.typed;

import dev.vespula.internal.classfile.ClassFileWriter;
import dev.vespula.internal.classfile.CodeWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;

/** Writes classes that implement an interface over the exports of instances. */
final class InterfaceClass {
    /** The type of the constructor. */
    static final MethodType CONSTRUCTOR = MethodType.methodType(void.class, Object[].class);

    private static final String HANDLE = "handle";
    private static final String TARGET = "target";

    private InterfaceClass() {}

    /**
     * A method to implement.
     *
     * @param name its name
     * @param type its type
     */
    record Method(String name, MethodType type) {}

    /**
     * Writes a class of which objects for many instances can be made. Each method calls the method handle that is its class
     * data with a handle and a target that are the object's, and its arguments. The constructor takes an array of
     * handle and target for each method.
     *
     * @param name      its internal name; the package must be able to see the interface
     * @param implement the interface
     * @param methods   its methods, in the order of the method handles
     */
    static byte[] write(String name, Class<?> implement, List<Method> methods) {
        ClassFileWriter file = new ClassFileWriter(name, Object.class, implement);
        CodeWriter constructor = file.constructor(Object[].class);
        for (int i = 0; i < methods.size(); i++) {
            file.finalField(HANDLE + i, MethodHandle.class);
            file.finalField(TARGET + i, Object.class);
            constructor.load(Object.class, 0).load(Object.class, 1).element(2 * i, MethodHandle.class)
                    .putField(HANDLE + i, MethodHandle.class);
            constructor.load(Object.class, 0).load(Object.class, 1).element(2 * i + 1, Object.class)
                    .putField(TARGET + i, Object.class);
        }
        constructor.returns();
        for (int i = 0; i < methods.size(); i++) {
            Method method = methods.get(i);
            CodeWriter code = file.method(ClassFileWriter.PUBLIC, method.name(), method.type());
            code.pushClassData(i);
            code.load(Object.class, 0).getField(HANDLE + i, MethodHandle.class);
            code.load(Object.class, 0).getField(TARGET + i, Object.class);
            int local = 1;
            for (Class<?> param : method.type().parameterList()) {
                code.load(param, local);
                local += CodeWriter.slots(param);
            }
            code.invokeExact(handleType(method.type())).returns();
        }
        return file.toByteArray();
    }

    /** The type of the method handle that a method calls. */
    static MethodType handleType(MethodType method) {
        return method.insertParameterTypes(0, MethodHandle.class, Object.class);
    }
}
