package dev.vespula.maven;

import dev.vespula.buildtool.BindingsGeneration;
import dev.vespula.buildtool.BindingsSettings;
import dev.vespula.buildtool.BuildFailure;
import dev.vespula.buildtool.Outcome;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Generates Java sources for modules, components and WIT: interfaces of what they export and import, and a class that makes instances. For
 * {@code app/rules.wasm} the interface is {@code app.Rules}. A folder with {@code .wit} files is a package of WIT, with those that it uses
 * in its folder {@code deps}. The sources are compiled with those of the project. Only for what has changed they are generated.
 */
@Mojo(name = "bindings", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class BindingsMojo extends StepMojo {
    /** The package of the classes for files that are in no folder; for others their folders come behind it. */
    @Parameter(property = "vespula.packageName", defaultValue = "")
    private String packageName;

    /** Parts of WebAssembly to switch on ({@code wide-arithmetic}, {@code custom-page-sizes}) or, with '-' in front, off. */
    @Parameter(property = "vespula.features")
    private List<String> features = List.of();

    /** The world of WIT, which every package of WIT must have; without it, all worlds and interfaces of each. */
    @Parameter(property = "vespula.world", defaultValue = "")
    private String world;

    /** Takes what is {@code @unstable} in WIT with one of these features. */
    @Parameter(property = "vespula.witFeatures")
    private List<String> witFeatures = List.of();

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
        BindingsSettings settings = new BindingsSettings().withPackageName(orEmpty(packageName)).withWorld(orEmpty(world))
                .withWitFeatures(witFeatures).withFeatures(features);
        return new BindingsGeneration(base(), sources(), buildDirectory.toPath(), javaDirectory.toPath(), resourceDirectory
                .toPath(),
                state(), settings).run();
    }

    /** Maven takes an empty default for none. */
    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    @Override
    String what(int sources) {
        return "Generated bindings of " + sources + (sources == 1 ? " source" : " sources");
    }
}
