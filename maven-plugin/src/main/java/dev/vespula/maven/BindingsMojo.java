package dev.vespula.maven;

import dev.vespula.buildtool.BindingsGeneration;
import dev.vespula.buildtool.BuildFailure;
import dev.vespula.buildtool.CompileSettings;
import dev.vespula.buildtool.Outcome;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Generates Java sources for modules and components: interfaces of what they export and import, and a class that makes instances. For
 * {@code app/rules.wasm} the interface is {@code app.Rules}. They are compiled with the sources of the project. Only for what has
 * changed they are generated.
 */
@Mojo(name = "bindings", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class BindingsMojo extends StepMojo {
    /** The package of the classes for files that are in no folder; for others their folders come behind it. */
    @Parameter(property = "vespula.packageName", defaultValue = "")
    private String packageName;

    /** Parts of WebAssembly to switch on ({@code wide-arithmetic}, {@code custom-page-sizes}) or, with '-' in front, off. */
    @Parameter(property = "vespula.features")
    private List<String> features = List.of();

    /** Where the Java sources go. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/vespula", readonly = true, required = true)
    private File javaDirectory;

    /** Where files for native images go, which are packaged with the classes. */
    @Parameter(defaultValue = "${project.build.directory}/generated-resources/vespula", readonly = true, required = true)
    private File resourceDirectory;

    @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
    private File buildDirectory;

    /** For Maven. */
    public BindingsMojo() {}

    @Override
    Outcome run() throws BuildFailure, IOException {
        project().addCompileSourceRoot(javaDirectory.getPath());
        Resource resources = new Resource();
        resources.setDirectory(resourceDirectory.getPath());
        project().addResource(resources);
        return new BindingsGeneration(base(), sources(), packageName == null ? "" : packageName, buildDirectory.toPath(),
                javaDirectory.toPath(), resourceDirectory.toPath(), state(), new CompileSettings().withFeatures(features))
                .run();
    }

    @Override
    String what(int sources) {
        return "Generated bindings of " + sources + (sources == 1 ? " file" : " files");
    }
}
