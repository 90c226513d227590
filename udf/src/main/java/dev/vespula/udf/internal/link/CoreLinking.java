package dev.vespula.udf.internal.link;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.LinkException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Prepared;
import dev.vespula.Store;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;

/**
 * Instances of a core module. It may import WASI preview 1, of which it sees a clock that stands still, random numbers that are always the
 * same, and neither files nor network; and ClickHouse's functions.
 */
public final class CoreLinking {
    private static final String WASI = "wasi_snapshot_preview1";

    private final Engine engine;
    private final Module module;
    /** Null if each instance has a process of WASI of its own. */
    private final Prepared<Void> prepared;

    public CoreLinking(Module module) {
        this.engine = module.engine();
        this.module = module;
        boolean wantsWasi = module.imports().stream().anyMatch(wanted -> wanted.module().equals(WASI));
        try {
            Prepared<Void> first = linker(wantsWasi).prepare(module);
            prepared = wantsWasi ? null : first;
        } catch (LinkException e) {
            throw new UdfException(UdfErrorKind.MODULE, "", -1, e.getMessage(), e);
        }
    }

    private Linker<Void> linker(boolean wantsWasi) {
        Linker<Void> linker = new Linker<>(engine);
        HostFunctions.define(linker, module);
        if (wantsWasi) {
            try {
                WasiProcess.define(linker);
            } catch (NoClassDefFoundError e) {
                throw new UdfException(UdfErrorKind.MODULE, "", -1, "the module imports WASI, and vespula-wasi is not here", e);
            }
        }
        return linker;
    }

    /** Makes an instance, ready to be called. */
    public Instance instantiate(Store<Void> store) {
        Prepared<Void> ready = prepared != null ? prepared : linker(true).prepare(module);
        return ready.instantiate(store).initialize();
    }

    public Module module() {
        return module;
    }
}
