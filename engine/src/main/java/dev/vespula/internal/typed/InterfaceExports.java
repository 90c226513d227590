package dev.vespula.internal.typed;

import dev.vespula.internal.runtime.ModuleInstance;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.util.Map;

/** Implements Java interfaces over the exports of an instance. */
public final class InterfaceExports {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private InterfaceExports() {}

    /** An implementation of an interface, defined by the given lookup, or one that is found if that is null. */
    public static <I> I of(ModuleInstance instance, Class<I> type, MethodHandles.Lookup given) {
        return type.cast(binding(instance, type, given).implement(instance));
    }

    private static InterfaceBinding binding(ModuleInstance instance, Class<?> type, MethodHandles.Lookup given) {
        if (given != null && !given.hasFullPrivilegeAccess()) {
            // It may do less than another one of the same class.
            return new InterfaceBinding(type, given.lookupClass(), given, null);
        }
        Class<?> user = given != null ? given.lookupClass() : type;
        Map<Class<?>, InterfaceBinding> known = Bindings.of(instance.module.engine).interfaces(user);
        InterfaceBinding binding = known.get(type);
        if (binding == null) {
            binding = new InterfaceBinding(type, user, given, known);
            known.put(type, binding);
        }
        return binding;
    }

    /**
     * Where to define the class: in the interface's package if that is open to us with full privileges, as it is within
     * one module, so that the interface need not be public; next to us, or in a class loader of its own, if the interface
     * is public.
     */
    static MethodHandles.Lookup definingLookup(Class<?> type) {
        InterfaceExports.class.getModule().addReads(type.getModule());
        MethodHandles.Lookup lookup = JavaShapes.lookupIn(type);
        if (lookup.hasFullPrivilegeAccess()) {
            return lookup;
        }
        if (!Modifier.isPublic(type.getModifiers()) || !type.getModule().isExported(type.getPackageName())) {
            throw new IllegalArgumentException("the interface " + type.getName() + " is neither in the module of the"
                    + " engine nor public in an exported package: pass a lookup that has access to it");
        }
        return isVisibleHere(type) ? LOOKUP : BridgeLoader.below(type.getClassLoader());
    }

    private static boolean isVisibleHere(Class<?> type) {
        try {
            return Class.forName(type.getName(), false, InterfaceExports.class.getClassLoader()) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
