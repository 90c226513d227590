package dev.vespula.cli;

import dev.vespula.BuiltinSet;
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

    final Option builtins = Option.value("--builtins", "NAME[,NAME]",
            "Give the module functions of strings that the engine has itself: js-string, text-encoder, text-decoder.")
            .repeatable();
    final Option stringConstants = Option.value("--string-constants", "MODULE",
            "Take what is imported from the module of this name for string constants; mostly it is \"'\".");

    List<Option> options() {
        return List.of(features, builtins, stringConstants, compiled);
    }

    /**
     * Whether a file holds compiled code. Only whoever wrote the command line says so, by the option or by the file's name:
     * such code is executed as it is and may do whatever the user may, so what is in a file must never decide it.
     */
    boolean isCompiled(String file) {
        return compiled.isGiven() || file.endsWith(COMPILED);
    }

    /** The default configuration with the features and builtin functions asked for. */
    Config config() {
        Config config = new Config().with(TierPolicy.of(System.getProperties()).forProgram());
        for (String list : features.values()) {
            for (String name : list.split(",", -1)) {
                boolean isOff = name.startsWith("-");
                Feature feature = feature(isOff ? name.substring(1) : name, list);
                config = isOff ? config.without(feature) : config.with(feature);
            }
        }
        for (String list : builtins.values()) {
            for (String name : list.split(",", -1)) {
                config = config.with(set(name, list));
            }
        }
        return stringConstants.isGiven() ? config.withStringConstants(stringConstants.value()) : config;
    }

    private BuiltinSet set(String name, String list) {
        return BuiltinSet.labelled(name.toLowerCase(Locale.ROOT)).orElseThrow(() -> new UsageException(builtins.name()
                + " takes names of sets of functions, not '" + list + "'; they are "
                + Stream.of(BuiltinSet.values()).map(BuiltinSet::label).collect(Collectors.joining(", "))));
    }

    private Feature feature(String name, String list) {
        return Feature.labelled(name.replace('_', '-').toLowerCase(Locale.ROOT)).orElseThrow(() -> new UsageException(features
                .name()
                + " takes names of features, not '" + list + "'; they are "
                + Stream.of(Feature.values()).map(Feature::label).collect(Collectors.joining(", "))));
    }
}
