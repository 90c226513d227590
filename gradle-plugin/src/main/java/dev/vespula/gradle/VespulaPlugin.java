package dev.vespula.gradle;

import java.util.Map;
import org.gradle.api.Plugin;
import org.gradle.api.Project;
import org.gradle.api.file.ProjectLayout;
import org.gradle.api.plugins.JavaPlugin;
import org.gradle.api.plugins.JavaPluginExtension;
import org.gradle.api.provider.Provider;
import org.gradle.api.tasks.SourceSet;
import org.gradle.api.tasks.TaskProvider;

/**
 * Compiles WebAssembly ahead of time into the artifact of a Java project, and generates typed bindings. Does nothing in projects
 * that have no plugin for Java.
 */
public final class VespulaPlugin implements Plugin<Project> {
    static final String EXTENSION = "vespula";
    static final String COMPILE = "vespulaCompile";
    static final String BINDINGS = "vespulaBindings";
    private static final String GROUP = "vespula";

    /** For Gradle. */
    public VespulaPlugin() {}

    @Override
    public void apply(Project project) {
        VespulaExtension extension = project.getExtensions().create(EXTENSION, VespulaExtension.class);
        extension.getSources().convention(project.getLayout().getProjectDirectory().dir("src/main/wasm"));
        extension.getProfiles().convention(extension.getSources());
        extension.getBindings().convention(true);
        extension.getPackageName().convention("");
        extension.getWorld().convention("");
        extension.getMetered().convention(false);
        extension.getDeterministic().convention(false);
        project.getPlugins().withType(JavaPlugin.class, plugin -> {
            SourceSet main = project.getExtensions().getByType(JavaPluginExtension.class).getSourceSets()
                    .getByName(SourceSet.MAIN_SOURCE_SET_NAME);
            addCompile(project, extension, main);
            addBindings(project, extension, main);
        });
    }

    private static void addCompile(Project project, VespulaExtension extension, SourceSet main) {
        TaskProvider<VespulaCompile> compile = project.getTasks().register(COMPILE, VespulaCompile.class, task -> {
            task.setDescription("Compiles WebAssembly modules ahead of time.");
            configure(task, project.getLayout(), extension, "classes/wasm/main");
            task.getProfileDirectory().convention(extension.getProfiles());
            task.getMetered().convention(extension.getMetered());
            task.getDeterministic().convention(extension.getDeterministic());
            task.getFeatures().convention(extension.getFeatures());
            task.getModuleDescriptor().from(main.getJava().matching(files -> files.include("module-info.java")));
        });
        main.getOutput().dir(Map.of("builtBy", compile), compile.flatMap(VespulaCompile::getOutputDirectory));
    }

    private static void addBindings(Project project, VespulaExtension extension, SourceSet main) {
        TaskProvider<VespulaBindings> bindings = project.getTasks().register(BINDINGS, VespulaBindings.class, task -> {
            task.setDescription("Generates Java sources for WebAssembly modules, components and WIT.");
            configure(task, project.getLayout(), extension, "generated/sources/vespula/main");
            Provider<Boolean> wanted = extension.getBindings();
            task.onlyIf("bindings are wanted", each -> wanted.get());
            task.getPackageName().convention(extension.getPackageName());
            task.getWorld().convention(extension.getWorld());
            task.getWitFeatures().convention(extension.getWitFeatures());
            task.getFeatures().convention(extension.getFeatures());
        });
        main.getJava().srcDir(bindings.flatMap(VespulaBindings::getJavaDirectory));
        main.getResources().srcDir(bindings.flatMap(VespulaBindings::getResourceDirectory));
    }

    private static void configure(StepTask task, ProjectLayout layout, VespulaExtension extension, String output) {
        task.setGroup(GROUP);
        task.getSourceDirectory().convention(extension.getSources());
        task.getOutputDirectory().convention(layout.getBuildDirectory().dir(output));
        task.getRecord().convention(layout.getBuildDirectory().file("tmp/" + task.getName() + "/state"));
    }
}
