package dev.vespula.cli;

import dev.vespula.Config;
import dev.vespula.Feature;
import dev.vespula.internal.policy.TierPolicy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How commands that take modules read their files. All of them have these options and mean the same by them. */
final class ModuleOptions {
    /** The ending by which a file with compiled code is known. */
    static final String COMPILED = ".jar";

    final Option compiled = Option.flag("--compiled",
            "FILE was made by 'vespula compile', although its name does not end in " + COMPILED + ".");
    final Option features = Option.value("--features", "NAME[,NAME]",
            "Switch on parts of WebAssembly that are off by default (such as wide-arithmetic), and with -NAME "
                    + "others off, such as -simd.").repeatable();

    List<Option> options() {
        return List.of(features, compiled);
    }

    /**
     * Whether a file holds compiled code. Only whoever wrote the command line says so, by the option or by the file's name:
     * such code is executed as it is and may do whatever the user may, so what is in a file must never decide it.
     */
    boolean isCompiled(String file) {
        return compiled.isGiven() || file.endsWith(COMPILED);
    }

    /** The default configuration with the features asked for. */
    Config config() {
        Config config = new Config().with(TierPolicy.of(System.getProperties()).forProgram());
        for (String list : features.values()) {
            for (String name : list.split(",", -1)) {
                boolean isOff = name.startsWith("-");
                Feature feature = feature(isOff ? name.substring(1) : name, list);
                config = isOff ? config.without(feature) : config.with(feature);
            }
        }
        return config;
    }

    private Feature feature(String name, String list) {
        return Feature.labelled(name.replace('_', '-').toLowerCase(Locale.ROOT)).orElseThrow(() -> new UsageException(features
                .name()
                + " takes names of features, not '" + list + "'; they are "
                + Stream.of(Feature.values()).map(Feature::label).collect(Collectors.joining(", "))));
    }
}
