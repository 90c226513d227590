package dev.vespula.wasi.internal.preview2;

import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.wasi.Wasi;
import java.nio.charset.StandardCharsets;

/** A component that exports the interfaces it imports, so that a test can call the functions of the host as components link them. */
final class PassedOn {
    private final ComponentInstance instance;

    private PassedOn(ComponentInstance instance) {
        this.instance = instance;
    }

    /**
     * Links the interfaces with a process.
     *
     * @param text imports of instances; those called {@code $name} are exported as {@code name}
     */
    static PassedOn of(Wasi wasi, String text, String... names) {
        Engine engine = Engine.create();
        StringBuilder component = new StringBuilder("(component\n").append(text);
        for (String name : names) {
            component.append("\n(export \"").append(name).append("\" (instance $").append(name).append("))");
        }
        ComponentLinker<Void> linker = new ComponentLinker<>(engine);
        wasi.addTo(linker);
        byte[] bytes = component.append(')').toString().getBytes(StandardCharsets.UTF_8);
        return new PassedOn(linker.instantiate(new Store<>(engine), Component.of(engine, bytes)));
    }

    /** Calls a function of the host. */
    Object call(String interfaceName, String function, Object... arguments) {
        return instance.func(interfaceName, function).call(arguments);
    }
}
