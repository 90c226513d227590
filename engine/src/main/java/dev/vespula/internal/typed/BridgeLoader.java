package dev.vespula.internal.typed;

import dev.vespula.internal.classfile.ClassFileWriter;
import dev.vespula.internal.classfile.Members;
import java.lang.invoke.MethodHandles;
import java.util.function.Supplier;

/**
 * A class loader below that of an interface, with one class that hands out its lookup: hidden classes defined with it see
 * whatever the interface's loader sees. For public interfaces of class loaders that the engine's own does not know, as in
 * application servers and plug-in systems.
 */
final class BridgeLoader extends ClassLoader {
    private static final String NAME = "dev.vespula.bridge.Bridge";

    private BridgeLoader(ClassLoader parent) {
        super(parent);
    }

    /** A lookup with full privileges for a class that sees what the given loader sees. */
    static MethodHandles.Lookup below(ClassLoader parent) {
        try {
            ClassFileWriter file = new ClassFileWriter(NAME, Object.class, Supplier.class);
            file.constructor().returns();
            file.implementation(Members.toImplement(Supplier.class)).call(MethodHandles.class.getMethod("lookup")).returns();
            byte[] bytes = file.toByteArray();
            Class<?> bridge = new BridgeLoader(parent).defineClass(NAME, bytes, 0, bytes.length);
            BridgeLoader.class.getModule().addReads(bridge.getModule());
            return (MethodHandles.Lookup) ((Supplier<?>) bridge.getConstructor().newInstance()).get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
