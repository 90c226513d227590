package dev.vespula.cli;

import dev.vespula.Func;
import dev.vespula.Instance;

/** A library built for WASI, which sets itself up in a function of its own before anything else is called. */
final class WasiLibrary {
    /** The export that a WASI program starts with. */
    static final String START = "_start";
    /** The export that a WASI library wants called before any other. */
    static final String INITIALIZE = "_initialize";

    private WasiLibrary() {}

    /** Lets an instance set itself up, if it is one. */
    static void initialize(Instance instance) {
        if (instance.export(START).isEmpty() && instance.export(INITIALIZE).orElse(null) instanceof Func function
                && function.type().params().isEmpty()) {
            function.call();
        }
    }
}
