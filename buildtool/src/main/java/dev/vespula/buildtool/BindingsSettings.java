package dev.vespula.buildtool;

import java.util.List;
import java.util.Set;

/**
 * What bindings are generated. Immutable; {@code with} methods return a changed copy. The default is bindings of all that is there, in
 * packages that are the folders of the sources.
 *
 * @param packageName of the classes for files that are in no folder, in front of the folders of the others; empty if there is none
 * @param world       of the packages of WIT; empty for all worlds and interfaces
 * @param witFeatures what is {@code @unstable} in WIT with one of these features is taken
 * @param compile     of which those settings count that say what modules may use
 */
public record BindingsSettings(String packageName, String world, Set<String> witFeatures, CompileSettings compile) {
    /** Settings. */
    public BindingsSettings {
        witFeatures = Set.copyOf(witFeatures);
    }

    /** Bindings of all that is there. */
    public BindingsSettings() {
        this("", "", Set.of(), new CompileSettings());
    }

    /** With a package for files that are in no folder, in front of the folders of the others. */
    public BindingsSettings withPackageName(String name) {
        return new BindingsSettings(name, world, witFeatures, compile);
    }

    /** With one world of WIT and what it needs; every package of WIT must have it. Empty for all worlds and interfaces. */
    public BindingsSettings withWorld(String name) {
        return new BindingsSettings(packageName, name, witFeatures, compile);
    }

    /** With what is {@code @unstable} in WIT with one of these features. */
    public BindingsSettings withWitFeatures(List<String> names) {
        return new BindingsSettings(packageName, world, Set.copyOf(names), compile);
    }

    /**
     * With parts of WebAssembly that modules may use.
     *
     * @param names such as {@code wide-arithmetic}, and with '-' in front to switch off what is on
     * @throws BuildFailure if there is no feature of a name
     */
    public BindingsSettings withFeatures(List<String> names) throws BuildFailure {
        return new BindingsSettings(packageName, world, witFeatures, compile.withFeatures(names));
    }
}
