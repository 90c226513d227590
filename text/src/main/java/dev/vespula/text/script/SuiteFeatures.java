package dev.vespula.text.script;

import dev.vespula.Config;
import dev.vespula.Feature;
import java.nio.file.Path;

/**
 * Features that the official suite's scripts assume, by the folder they lie in: those of WebAssembly 3.0, and in the
 * folder of a proposal that proposal's too. Some scripts demand that a proposal is off, so not all can be on at once.
 */
public final class SuiteFeatures {
    private SuiteFeatures() {}

    /** The configuration with what the script's folders ask for. */
    public static Config config(Config base, Path script) {
        Config config = base;
        for (Path part : script.toAbsolutePath().normalize()) {
            config = switch (part.toString()) {
                case "wide-arithmetic" -> config.with(Feature.WIDE_ARITHMETIC);
                case "custom-page-sizes" -> config.with(Feature.CUSTOM_PAGE_SIZES);
                case "stack-switching" -> config.with(Feature.STACK_SWITCHING);
                case "compact-import-section" -> config.with(Feature.COMPACT_IMPORT_SECTION);
                // Lies in the folder of the proposal, and demands that it is off.
                case "compact-imports-rejected.wast" -> config.without(Feature.COMPACT_IMPORT_SECTION);
                case "custom-descriptors" -> config.with(Feature.CUSTOM_DESCRIPTORS);
                case "legacy" -> config.with(Feature.LEGACY_EXCEPTIONS);
                default -> config;
            };
        }
        return config;
    }
}
