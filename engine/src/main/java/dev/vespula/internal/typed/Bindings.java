package dev.vespula.internal.typed;

import dev.vespula.internal.runtime.EngineState;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an engine knows about types of the user that it was to call or to implement: so the second use of one takes
 * microseconds and no class. Thread-safe.
 */
final class Bindings {
    /** Lambdas by their class and how they were given. */
    private final PerClass<Map<HostUse, HostMethod>> lambdas = new PerClass<>();
    /** The methods of host objects, by class and how they were given. */
    private final PerClass<Map<HostUse, List<HostHandles.Imported>>> objects = new PerClass<>();
    /** Interfaces by the class that looks them up, mostly themselves. */
    private final PerClass<Map<Class<?>, InterfaceBinding>> interfaces = new PerClass<>();
    /** The same for functional interfaces over functions. */
    private final PerClass<Map<Class<?>, FunctionalBinding>> functionals = new PerClass<>();

    /** What calls functions through the window, by the type of the call. */
    private final Map<MethodType, MethodHandle> callers = new ConcurrentHashMap<>();

    private Bindings() {}

    /** Those of an engine. */
    static Bindings of(EngineState engine) {
        Bindings known = (Bindings) engine.bindings;
        if (known == null) {
            synchronized (engine) {
                known = (Bindings) engine.bindings;
                if (known == null) {
                    known = new Bindings();
                    engine.bindings = known;
                }
            }
        }
        return known;
    }

    /** The method of lambdas of a class, by how they are given. */
    Map<HostUse, HostMethod> lambdas(Class<?> ofClass) {
        return inner(lambdas, ofClass);
    }

    /** The interfaces that a class looks up. */
    Map<Class<?>, InterfaceBinding> interfaces(Class<?> lookup) {
        return inner(interfaces, lookup);
    }

    /** The functional interfaces that a class looks up. */
    Map<Class<?>, FunctionalBinding> functionals(Class<?> lookup) {
        return inner(functionals, lookup);
    }

    /** The methods of host objects of a class, by how they are given. */
    Map<HostUse, List<HostHandles.Imported>> objects(Class<?> ofClass) {
        return inner(objects, ofClass);
    }

    /** What calls functions through the window, by the type of the call. */
    Map<MethodType, MethodHandle> callers() {
        return callers;
    }

    /** The map that is kept for a class. */
    static <K, V> Map<K, V> inner(PerClass<Map<K, V>> outer, Class<?> key) {
        Map<K, V> known = outer.get(key);
        return known != null ? known : outer.keep(key, new ConcurrentHashMap<>());
    }
}
