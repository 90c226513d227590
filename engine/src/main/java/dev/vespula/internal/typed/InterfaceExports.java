package dev.vespula.internal.typed;

import dev.vespula.internal.runtime.ModuleInstance;
import java.lang.invoke.MethodHandles;
import java.util.Map;

/** Implements Java interfaces over the exports of an instance. */
public final class InterfaceExports {
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
}
