package dev.vespula.compiler.ahead;

import dev.vespula.Module;
import dev.vespula.internal.runtime.ModuleCode;
import java.lang.reflect.Method;

/** Lets tests look behind a module. */
final class CodeOf {
    private CodeOf() {
    }

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

    /** How many functions of a module have been translated. */
    static int translated(Module module) {
        ModuleCode code = module(module);
        int count = 0;
        for (int index = code.importedFunctionCount(); index < code.functionCount(); index++) {
            count += code.code(index).isTranslated() ? 1 : 0;
        }
        return count;
    }
}
