package dev.vespula.gradle;

import dev.vespula.buildtool.BindingsGeneration;
import dev.vespula.buildtool.BuildFailure;
import dev.vespula.buildtool.CompileSettings;
import dev.vespula.buildtool.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.gradle.api.file.Directory;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.provider.Provider;
import org.gradle.api.tasks.CacheableTask;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.Internal;

/**
 * Generates Java sources for modules and components: interfaces of what they export and import, and a class that makes instances. For
 * {@code app/rules.wasm} the interface is {@code app.Rules}.
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
    Outcome run() throws BuildFailure, IOException {
        Path output = path(getOutputDirectory());
        return new BindingsGeneration(base(), path(getSourceDirectory()), getPackageName().get(), output, output.resolve(
                "java"),
                output.resolve("resources"), record(), new CompileSettings().withFeatures(getFeatures().get())).run();
    }
}
