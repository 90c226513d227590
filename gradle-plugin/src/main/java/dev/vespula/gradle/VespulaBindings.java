package dev.vespula.gradle;

import dev.vespula.buildtool.BindingsGeneration;
import dev.vespula.buildtool.BindingsSettings;
import dev.vespula.buildtool.BuildFailure;
import dev.vespula.buildtool.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gradle.api.file.Directory;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.provider.Provider;
import org.gradle.api.tasks.CacheableTask;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.Internal;

/**
 * Generates Java sources for modules, components and WIT: interfaces of what they export and import, and a class that makes instances. For
 * {@code app/rules.wasm} the interface is {@code app.Rules}. A folder with {@code .wit} files is a package of WIT, with those that it uses
 * in its folder {@code deps}.
 */
@CacheableTask
public abstract class VespulaBindings extends StepTask {
    /** For Gradle. */
    public VespulaBindings() {}

    /** The package of the classes for files that are in no folder; for others their folders come behind it. */
    @Input
    public abstract Property<String> getPackageName();

    /** Parts of WebAssembly that are switched on or, with '-' in front, off. */
    @Input
    public abstract ListProperty<String> getFeatures();

    /** The world of WIT, which every package of WIT must have; empty for all worlds and interfaces of each. */
    @Input
    public abstract Property<String> getWorld();

    /** What is {@code @unstable} in WIT with one of these features is taken. */
    @Input
    public abstract ListProperty<String> getWitFeatures();

    /** Where the Java sources are. */
    @Internal
    public Provider<Directory> getJavaDirectory() {
        return getOutputDirectory().dir("java");
    }

    /** Where files for native images are, which are packaged with the classes. */
    @Internal
    public Provider<Directory> getResourceDirectory() {
        return getOutputDirectory().dir("resources");
    }

    @Override
    List<String> patterns() {
        return List.of("**/*.wasm", "**/*.wat", "**/*.wit");
    }

    @Override
    Outcome run() throws BuildFailure, IOException {
        Path output = path(getOutputDirectory());
        BindingsSettings settings = new BindingsSettings().withPackageName(getPackageName().get()).withWorld(getWorld().get())
                .withWitFeatures(getWitFeatures().get()).withFeatures(getFeatures().get());
        return new BindingsGeneration(base(), path(getSourceDirectory()), output, output.resolve("java"),
                output.resolve("resources"), record(), settings).run();
    }
}
