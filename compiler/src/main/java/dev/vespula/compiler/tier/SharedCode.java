package dev.vespula.compiler.tier;

import dev.vespula.compiler.code.HomeClass;
import dev.vespula.internal.compiled.CodeLoader;
import dev.vespula.internal.stop.StopPoll;

/**
 * Code that engines share, where it is beside the engine, on the class path: its classes are those of the application, which the
 * archives and caches of the JVM can hold.
 */
final class SharedCode {
    private static final ClassLoader BESIDE = CodeLoader.class.getClassLoader();

    private SharedCode() {}

    /**
     * A class that is beside the engine, or null. What is in a named module keeps its packages to itself, so nothing is beside
     * it.
     */
    static Class<?> find(String name) {
        if (CodeLoader.class.getModule().isNamed()) {
            return null;
        }
        try {
            Class<?> found = Class.forName(name.replace('/', '.'), false, BESIDE);
            return found.getClassLoader() == BESIDE ? found : null;
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** Whether a class is beside the engine. */
    static boolean isThere(String name) {
        return find(name) != null;
    }

    /** What loops of code ask whether they must stop. */
    static StopPoll stop(ClassLoader loader, String home) {
        try {
            return (StopPoll) loader.loadClass(home.replace('/', '.')).getField(HomeClass.STOP).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
