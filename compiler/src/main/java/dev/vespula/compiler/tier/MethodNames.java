package dev.vespula.compiler.tier;

import dev.vespula.internal.runtime.ModuleCode;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Names of generated methods, as profilers and stack traces show them: {@code f} and the function's index, and behind that its name if
 * the module tells it.
 */
final class MethodNames {
    /** Characters that the JVM does not allow in the name of a method, and those that tools stumble over. */
    private static final String UNUSABLE = ".;[/<>:()\\\"' ";
    private static final int MOST_CHARACTERS = 120;

    private final ModuleCode module;
    /** Those that were asked for: each call names its callee. */
    private final AtomicReferenceArray<String> names;

    MethodNames(ModuleCode module) {
        this.module = module;
        this.names = new AtomicReferenceArray<>(module.functionCount());
    }

    /** The name of the method of a function. */
    String of(int function) {
        String known = names.get(function);
        if (known == null) {
            String name = module.displayName(function);
            known = name == null ? "f" + function : "f" + function + "_" + usable(name);
            names.set(function, known);
        }
        return known;
    }

    /** The module's name as a part of the name of a package. */
    String module() {
        String name = module.name();
        return name == null || name.isEmpty() ? "module" : usable(name);
    }

    /** The name of the source file. */
    String source() {
        return module() + ".wasm";
    }

    private static String usable(String name) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < name.length() && k < MOST_CHARACTERS; k++) {
            char c = name.charAt(k);
            text.append(UNUSABLE.indexOf(c) >= 0 || c < ' ' ? '_' : c);
        }
        int last = text.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(text.charAt(last))) {
            // Half of a character that was cut: names of files cannot have that.
            text.setLength(last);
        }
        return text.toString();
    }
}
