package dev.vespula.cli;

import dev.vespula.Config;
import dev.vespula.Feature;

/** The configuration all commands share. */
final class Engines {
    private Engines() {
    }

    /** WebAssembly 3.0 and the further proposals that programs use: wide arithmetic, custom page sizes, old exceptions. */
    static Config config() {
        return new Config()
                .with(Feature.WIDE_ARITHMETIC)
                .with(Feature.CUSTOM_PAGE_SIZES)
                .with(Feature.LEGACY_EXCEPTIONS);
    }
}
