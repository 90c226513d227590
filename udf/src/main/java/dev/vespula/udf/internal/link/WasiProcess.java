package dev.vespula.udf.internal.link;

import dev.vespula.Linker;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.PerInstance;
import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.WasiClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

/** WASI for one instance: the same in every one, so that rows cost the same. Loaded only where vespula-wasi is. */
final class WasiProcess {
    private static final long MILLISECOND = 1_000_000;

    private WasiProcess() {}

    static Wasi make() {
        try {
            return Wasi.builder().clock(WasiClock.virtual(0, MILLISECOND)).random(new SplittableRandom(0)).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void define(Linker<Void> linker) {
        make().addTo(linker);
    }

    static void define(ComponentLinker<Void> linker) {
        Wasi.addTo(linker, PerInstance.of(store -> make()));
    }
}
