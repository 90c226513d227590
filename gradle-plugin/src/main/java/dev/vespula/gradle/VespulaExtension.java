package dev.vespula.gradle;

import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;

/** What a build script says in {@code vespula { ... }}. */
public abstract class VespulaExtension {
    /** For Gradle. */
    public VespulaExtension() {}

    /** The folder with modules and components, binary or text, and with packages of WIT; {@code src/main/wasm} unless something else is said. */
    public abstract DirectoryProperty getSources();

    /**
     * Where training runs have left their profiles: {@code app/rules.prof} is that of {@code app/rules.wasm}. By default they are beside
     * the modules.
     */
    public abstract DirectoryProperty getProfiles();

    /** Whether to compile for engines that meter fuel; off unless something else is said. */
    public abstract Property<Boolean> getMetered();

    /** Whether to compile for engines that are deterministic; off unless something else is said. */
    public abstract Property<Boolean> getDeterministic();

    /** Whether bindings are generated; they are unless something else is said. */
    public abstract Property<Boolean> getBindings();

    /** The package of bindings for files that are in no folder; for others their folders come behind it. */
    public abstract Property<String> getPackageName();

    /** The world of WIT of which bindings are generated, which every package of WIT must have; all worlds and interfaces without it. */
    public abstract Property<String> getWorld();

    /** What is {@code @unstable} in WIT with one of these features is taken. */
    public abstract ListProperty<String> getWitFeatures();

    /** Parts of WebAssembly to switch on, such as {@code wide-arithmetic}, or, with '-' in front, off. */
    public abstract ListProperty<String> getFeatures();
}
