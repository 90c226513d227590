package dev.vespula.gradle;

import dev.vespula.CompileOptions.Placement;
import dev.vespula.Config;
import dev.vespula.buildtool.AheadCompilation;
import dev.vespula.buildtool.BuildFailure;
import dev.vespula.buildtool.CompileSettings;
import dev.vespula.buildtool.Outcome;
import java.io.IOException;
import org.gradle.api.file.ConfigurableFileCollection;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.file.FileTree;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.CacheableTask;
import org.gradle.api.tasks.IgnoreEmptyDirectories;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.InputFiles;
import org.gradle.api.tasks.Internal;
import org.gradle.api.tasks.PathSensitive;
import org.gradle.api.tasks.PathSensitivity;

/**
 * Compiles WebAssembly modules ahead of time, for {@code Module.ofResource} to find them with their code. A file
 * {@code app/rules.wasm} or {@code app/rules.wat} becomes the resource {@code /app/rules.wasm}; {@code Component.ofResource} finds
 * components in the same way.
 */
@CacheableTask
public abstract class VespulaCompile extends StepTask {
    /** For Gradle. */
    public VespulaCompile() {}

    /** Where profiles of training runs are. */
    @Internal
    public abstract DirectoryProperty getProfileDirectory();

    /** The profiles. */
    @InputFiles
    @IgnoreEmptyDirectories
    @PathSensitive(PathSensitivity.RELATIVE)
    public FileTree getProfileFiles() {
        return getProfileDirectory().getAsFileTree().matching(files -> files.include("**/*.prof"));
    }

    /** Whether engines meter fuel. */
    @Input
    public abstract Property<Boolean> getMetered();

    /** Whether engines are deterministic. */
    @Input
    public abstract Property<Boolean> getDeterministic();

    /** Parts of WebAssembly that are switched on or, with '-' in front, off. */
    @Input
    public abstract ListProperty<String> getFeatures();

    /** The {@code module-info.java} of the artifact if it is a named Java module: its packages have no code then. */
    @InputFiles
    @PathSensitive(PathSensitivity.NAME_ONLY)
    public abstract ConfigurableFileCollection getModuleDescriptor();

    @Override
    Outcome run() throws BuildFailure, IOException {
        CompileSettings settings = new CompileSettings()
                .withFuel(getMetered().get() ? Config.FuelMetering.ON : Config.FuelMetering.OFF)
                .withDeterminism(getDeterministic().get() ? Config.Determinism.ON : Config.Determinism.OFF)
                .withFeatures(getFeatures().get())
                .withPlacement(getModuleDescriptor().isEmpty() ? Placement.PACKAGES : Placement.RESOURCES);
        return new AheadCompilation(base(), path(getSourceDirectory()), path(getProfileDirectory()), path(getOutputDirectory()),
                record(), settings).run();
    }
}
