package dev.vespula.component.internal.validate;

import dev.vespula.Module;

/** Makes modules of an engine of the core modules within a component. */
@FunctionalInterface
public interface CoreModules {
    /**
     * A module.
     *
     * @param binary nobody else has it
     * @throws dev.vespula.ModuleException if it is refused
     */
    Module make(byte[] binary);
}
