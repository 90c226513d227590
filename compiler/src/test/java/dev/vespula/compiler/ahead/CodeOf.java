package dev.vespula.compiler.ahead;

import dev.vespula.Module;
import dev.vespula.internal.runtime.ModuleCode;
import java.lang.reflect.Method;

/** Lets tests look behind a module. */
final class CodeOf {
    private CodeOf() {}

    /** What the instances of a module share. */
    static ModuleCode module(Module module) {
        try {
            Method code = Module.class.getDeclaredMethod("code");
            code.setAccessible(true);
            return (ModuleCode) code.invoke(module);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many functions of a module, the only one of its engine, have been translated. */
    static long translated(Module module) {
        return module.engine().stats().functionsTranslated();
    }
}
