package dev.vespula.buildtool;

import dev.vespula.CompileOptions.Placement;
import dev.vespula.Config;
import dev.vespula.Feature;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What engines code is compiled for, and where it goes. Immutable; {@code with} methods return a changed copy. The default is what
 * {@code Engine.create()} makes.
 */
public final class CompileSettings {
    private final Config config;
    private final Placement placement;

    /** Code for engines of the default configuration, with its classes in packages. */
    public CompileSettings() {
        this(new Config(), Placement.PACKAGES);
    }

    private CompileSettings(Config config, Placement placement) {
        this.config = config;
        this.placement = placement;
    }

    /** For engines that meter fuel, or do not. */
    public CompileSettings withFuel(Config.FuelMetering fuel) {
        return new CompileSettings(config.withFuel(fuel), placement);
    }

    /** For engines that are deterministic, or not. */
    public CompileSettings withDeterminism(Config.Determinism determinism) {
        return new CompileSettings(config.withDeterminism(determinism), placement);
    }

    /**
     * With parts of WebAssembly that modules may use.
     *
     * @param names such as {@code wide-arithmetic}, and with '-' in front to switch off what is on
     * @throws BuildFailure if there is no feature of a name
     */
    public CompileSettings withFeatures(List<String> names) throws BuildFailure {
        Config changed = config;
        for (String name : names) {
            boolean isOff = name.startsWith("-");
            Feature feature = feature(isOff ? name.substring(1) : name);
            changed = isOff ? changed.without(feature) : changed.with(feature);
        }
        return new CompileSettings(changed, placement);
    }

    private static Feature feature(String name) throws BuildFailure {
        return Feature.labelled(name).orElseThrow(() -> new BuildFailure("features: there is no '" + name + "'; there are "
                + Stream.of(Feature.values()).map(Feature::label).collect(Collectors.joining(", ")), null));
    }

    /** With classes put elsewhere. */
    public CompileSettings withPlacement(Placement chosen) {
        return new CompileSettings(config, Objects.requireNonNull(chosen, "placement"));
    }

    Config config() {
        return config;
    }

    Placement placement() {
        return placement;
    }

    /** Different for settings with which other files are made. */
    String key() {
        StringBuilder key = new StringBuilder().append(placement).append(config.isMetered()).append(config.isDeterministic());
        for (Feature feature : Feature.values()) {
            key.append(config.has(feature) ? '+' : '-');
        }
        return key.toString();
    }
}
