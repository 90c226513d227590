package dev.vespula.internal.interop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A class loader below that of an interface, with one class that hands out its lookup: hidden classes defined with it see
 * whatever the interface's loader sees. For public interfaces of class loaders that the engine's own does not know, as in
 * application servers and plug-in systems.
 */
public final class BridgeLoader extends ClassLoader {
    private static final String NAME = "dev.vespula.bridge.Bridge";

    private BridgeLoader(ClassLoader parent) {
        super(parent);
    }

    /** A lookup with full privileges for a class that sees what the given loader sees. */
    public static MethodHandles.Lookup below(ClassLoader parent) {
        MethodType type = MethodType.methodType(MethodHandles.Lookup.class);
        ClassFileWriter file = new ClassFileWriter(NAME.replace('.', '/'), "java/lang/Object");
        CodeWriter code = file.method(CodeWriter.ACC_PUBLIC | CodeWriter.ACC_STATIC, "lookup", type.descriptorString());
        code.invokeStatic(MethodHandles.class, "lookup", type).returnValue('L');
        byte[] bytes = file.toByteArray();
        Class<?> bridge = new BridgeLoader(parent).defineClass(NAME, bytes, 0, bytes.length);
        try {
            BridgeLoader.class.getModule().addReads(bridge.getModule());
            return (MethodHandles.Lookup) bridge.getMethod("lookup").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
