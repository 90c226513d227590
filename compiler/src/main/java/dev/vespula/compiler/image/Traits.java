package dev.vespula.compiler.image;

import dev.vespula.Config;
import dev.vespula.Feature;
import dev.vespula.PrecompiledException;
import dev.vespula.PrecompiledException.Reason;
import dev.vespula.internal.runtime.EngineBuild;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What compiled code depends on besides the module, as names with values that people can read. Whatever makes the translator
 * or the emitter write something else must be here: the options that do, and the build for the sources. Features are
 * here because bodies are not validated when their code is found.
 */
public final class Traits {
    private static final String VERSION = "Version";
    private static final String ENGINE = "Engine-Build";
    private static final String COMPILER = "Compiler-Build";

    private final Map<String, String> values = new LinkedHashMap<>();

    private Traits() {
    }

    /** The traits of the code of an engine with the given configuration. */
    public static Traits of(Config config) {
        Traits traits = new Traits();
        traits.values.put(VERSION, EngineBuild.version());
        traits.values.put(ENGINE, EngineBuild.digest());
        traits.values.put(COMPILER, CompilerBuild.digest());
        traits.values.put("Features", features(config));
        traits.values.put("Fuel", config.isMetered() ? "on" + costs(config) : "off");
        traits.values.put("Determinism", config.isDeterministic() ? "on" : "off");
        traits.values.put("Custom-Sections", config.customSections().name().toLowerCase(Locale.ROOT));
        return traits;
    }

    private static String features(Config config) {
        StringBuilder text = new StringBuilder();
        for (Feature feature : Feature.values()) {
            if (config.has(feature)) {
                text.append(text.length() == 0 ? "" : " ").append(feature.name().toLowerCase(Locale.ROOT));
            }
        }
        return text.toString();
    }

    private static String costs(Config config) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(config.fuelCosts().operators())
                .forEach((operator, cost) -> text.append(' ').append(operator).append('=').append(cost));
        return text.toString();
    }

    /** All traits, in order. */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /**
     * Compares with the traits of code that was compiled elsewhere.
     *
     * @throws PrecompiledException if they differ
     */
    public void require(Map<String, String> found) {
        for (String name : new String[] {VERSION, ENGINE, COMPILER}) {
            if (!values.get(name).equals(found.get(name))) {
                throw new PrecompiledException(Reason.OTHER_VERSION,
                        "compiled by another version of Vespula: " + build(found) + ", and this is " + build(values));
            }
        }
        values.forEach((name, value) -> {
            String other = Objects.requireNonNullElse(found.get(name), "unknown");
            if (!value.equals(other)) {
                throw new PrecompiledException(Reason.OTHER_CONFIGURATION, "compiled for another configuration: "
                        + name.toLowerCase(Locale.ROOT).replace('-', ' ') + " '" + other + "', and the engine has '" + value + "'");
            }
        });
    }

    private static String build(Map<String, String> values) {
        return values.get(VERSION) + " (build " + shortened(values.get(ENGINE)) + "-" + shortened(values.get(COMPILER)) + ")";
    }

    private static String shortened(String digest) {
        return digest == null ? "unknown" : digest.substring(0, Math.min(8, digest.length()));
    }
}
