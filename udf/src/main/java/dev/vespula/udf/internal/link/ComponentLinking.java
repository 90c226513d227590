package dev.vespula.udf.internal.link;

import dev.vespula.LinkException;
import dev.vespula.Store;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.PreparedComponent;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;

/** Instances of a component, which may import WASI 0.2 as {@link CoreLinking} has it. */
public final class ComponentLinking {
    private final PreparedComponent<Void> prepared;

    public ComponentLinking(Component component) {
        ComponentLinker<Void> linker = new ComponentLinker<>(component.engine());
        try {
            if (component.imports().keySet().stream().anyMatch(name -> name.startsWith("wasi:"))) {
                WasiProcess.define(linker);
            }
            prepared = linker.prepare(component);
        } catch (NoClassDefFoundError e) {
            throw new UdfException(UdfErrorKind.MODULE, "", -1, "the component imports WASI, and vespula-wasi is not here", e);
        } catch (LinkException e) {
            throw new UdfException(UdfErrorKind.MODULE, "", -1, e.getMessage(), e);
        }
    }

    /** Makes an instance. */
    public ComponentInstance instantiate(Store<Void> store) {
        return prepared.instantiate(store);
    }
}
