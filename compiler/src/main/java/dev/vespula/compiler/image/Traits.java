package dev.vespula.compiler.image;

import dev.vespula.Config;
import dev.vespula.Feature;
import dev.vespula.PrecompiledException;
import dev.vespula.PrecompiledException.Reason;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.runtime.EngineBuild;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What compiled code depends on besides the module, as names with values that people can read. Whatever makes the translator
 * or the emitter write something else must be here: the options that do, and the build for the sources. Features change no
 * code. They are here because bodies are not validated when their code is found: the engine must have those listed.
 *
 * @param values all traits, in order
 */
public record Traits(Map<String, String> values) {
    private static final String VERSION = "Version";
    private static final String ENGINE = "Engine-Build";
    private static final String COMPILER = "Compiler-Build";
    private static final String FEATURES = "Features";

    /** Traits with some values. */
    public Traits {
        values = Collections.unmodifiableMap(values);
    }

    /** The traits of the code of an engine with the given configuration. */
    public static Traits of(Config config) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(VERSION, EngineBuild.version());
        values.put(ENGINE, EngineBuild.digest());
        values.put(COMPILER, CompilerBuild.digest());
        values.put(FEATURES, features(config::has));
        values.put("Fuel", config.isMetered() ? "on" + costs(config) : "off");
        values.put("Determinism", config.isDeterministic() ? "on" : "off");
        values.put("Custom-Sections", config.customSections().name().toLowerCase(Locale.ROOT));
        return new Traits(values);
    }

    /** The same for code of a module that needs only some of the features. */
    public Traits needing(Features features) {
        Map<String, String> fewer = new LinkedHashMap<>(values);
        fewer.put(FEATURES, features(features::has));
        return new Traits(fewer);
    }

    private static String features(Predicate<Feature> has) {
        List<String> names = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            if (has.test(feature)) {
                names.add(feature.name().toLowerCase(Locale.ROOT));
            }
        }
        return String.join(" ", names);
    }

    private static String costs(Config config) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(config.fuelCosts().operators())
                .forEach((operator, cost) -> text.append(' ').append(operator).append('=').append(cost));
        return text.toString();
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
            if (name.equals(FEATURES)) {
                requireFeatures(other);
            } else if (!value.equals(other)) {
                throw new PrecompiledException(Reason.OTHER_CONFIGURATION, "compiled for another configuration: "
                        + name.toLowerCase(Locale.ROOT).replace('-', ' ') + " '" + other + "', and the engine has '" + value
                        + "'");
            }
        });
    }

    private void requireFeatures(String needed) {
        Set<String> missing = new TreeSet<>(List.of(needed.split(" ")));
        missing.removeAll(List.of(values.get(FEATURES).split(" ")));
        missing.remove("");
        if (!missing.isEmpty()) {
            throw new PrecompiledException(Reason.OTHER_CONFIGURATION, "compiled for another configuration: the module needs "
                    + String.join(", ", missing) + ", which the engine has switched off");
        }
    }

    private static String build(Map<String, String> values) {
        return values.get(VERSION) + " (build " + shortened(values.get(ENGINE)) + "-" + shortened(values.get(COMPILER)) + ")";
    }

    private static String shortened(String digest) {
        return digest == null ? "unknown" : digest.substring(0, Math.min(8, digest.length()));
    }
}
