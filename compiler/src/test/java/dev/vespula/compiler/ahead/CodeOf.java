package dev.vespula.compiler.ahead;

import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
import java.lang.reflect.Method;

/** Lets tests look behind a module. */
public final class CodeOf {
    private CodeOf() {}

    /** What the instances of a module share. */
    public static ModuleCode module(Module module) {
        return (ModuleCode) of(module, Module.class, "code");
    }

    /** As if memories of the module had just copied so much that no more is allowed: how long they take for it depends on the machine. */
    public static void copyMuch(Module module) {
        module(module).copies.take(1L << 40);
    }

    /** The first memory of an instance. */
    static LinearMemory memory(Instance instance) {
        return ((ModuleInstance) of(instance, Instance.class, "raw")).memories[0];
    }

    private static Object of(Object shown, Class<?> type, String name) {
        try {
            Method inside = type.getDeclaredMethod(name);
            inside.setAccessible(true);
            return inside.invoke(shown);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many functions of a module, the only one of its engine, have been translated. */
    static long translated(Module module) {
        return module.engine().stats().functionsTranslated();
    }
}
