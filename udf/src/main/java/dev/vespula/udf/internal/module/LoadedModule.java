package dev.vespula.udf.internal.module;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.component.Component;
import java.nio.charset.StandardCharsets;

/** A module or a component, decoded, validated and compiled: whatever its functions are declared to be. */
record LoadedModule(Module module, Component component) {
    private static final int LAYER_OF_COMPONENTS = 1;

    static LoadedModule of(Engine engine, ModuleSource source) {
        return isComponent(source.bytes())
                ? new LoadedModule(null, source.component(engine))
                : new LoadedModule(source.module(engine), null);
    }

    /** A component's binary differs from a module's in the layer behind the version; its text begins with its word. */
    private static boolean isComponent(byte[] bytes) {
        if (bytes.length >= 8 && bytes[0] == 0) {
            return bytes[6] == LAYER_OF_COMPONENTS;
        }
        String begin = new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.UTF_8).replaceAll("(?m);;.*$", "")
                .strip();
        return begin.startsWith("(component");
    }
}
