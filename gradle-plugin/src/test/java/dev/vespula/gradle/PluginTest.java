package dev.vespula.gradle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.gradle.api.GradleException;
import org.gradle.api.Project;
import org.gradle.api.Task;
import org.gradle.api.plugins.JavaPluginExtension;
import org.gradle.api.tasks.SourceSet;
import org.gradle.testfixtures.ProjectBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plugin does to a project, and its tasks done, without a build around them. */
class PluginTest {
    private static final String ANSWER = "(module (func (export \"answer\") (result i32) (i32.const 42)))";

    @TempDir
    Path folder;

    private Project project;
    private Path sources;

    @BeforeEach
    void makeProject() throws IOException {
        sources = Files.createDirectories(folder.resolve("src/main/wasm/app"));
        project = ProjectBuilder.builder().withProjectDir(folder.toFile()).withName("project").build();
    }

    private void apply() {
        project.getPluginManager().apply("java");
        project.getPluginManager().apply("dev.vespula");
    }

    private SourceSet main() {
        return project.getExtensions().getByType(JavaPluginExtension.class).getSourceSets().getByName("main");
    }

    private VespulaCompile compile() {
        return (VespulaCompile) project.getTasks().getByName("vespulaCompile");
    }

    private VespulaBindings bindings() {
        return (VespulaBindings) project.getTasks().getByName("vespulaBindings");
    }

    private VespulaExtension extension() {
        return project.getExtensions().getByType(VespulaExtension.class);
    }

    @Test
    void projectsWithoutJavaHaveNoTasks() {
        project.getPluginManager().apply("dev.vespula");
        assertThat(project.getTasks().findByName("vespulaCompile")).isNull();
        project.getPluginManager().apply("java");
        assertThat(project.getTasks().findByName("vespulaCompile")).isNotNull();
    }

    @Test
    void whatTasksMakeIsPartOfTheMainSourceSet() {
        apply();
        assertThat(main().getOutput().getDirs().getFiles()).contains(compile().getOutputDirectory().get().getAsFile());
        assertThat(main().getJava().getSrcDirs()).contains(bindings().getJavaDirectory().get().getAsFile());
        assertThat(main().getResources().getSrcDirs()).contains(bindings().getResourceDirectory().get().getAsFile());
        assertThat(needs("compileJava")).contains(bindings());
        assertThat(needs("processResources")).contains(bindings());
        assertThat(needs("classes")).contains(compile());
        assertThat(needs("jar")).contains(compile());
    }

    private Set<Task> needs(String task) {
        Task named = project.getTasks().getByName(task);
        return Set.copyOf(named.getTaskDependencies().getDependencies(named));
    }

    @Test
    void inputsAndOutputsAreDeclared() throws IOException {
        apply();
        Path module = Files.writeString(sources.resolve("answer.wat"), ANSWER);
        Path wit = Files.writeString(sources.resolve("w.wit"), "package my:app; world w {}");
        Path profile = Files.write(sources.resolve("answer.prof"), new byte[] {1});
        Path descriptor = folder.resolve("src/main/java/module-info.java");
        Files.createDirectories(descriptor.getParent());
        Files.writeString(descriptor, "module app {}");
        Files.writeString(sources.resolve("readme.txt"), "");
        assertThat(compile().getInputs().getFiles().getFiles()).extracting(File::toPath)
                .containsExactlyInAnyOrder(module, profile, descriptor);
        assertThat(compile().getInputs().getProperties()).containsKeys("metered", "deterministic", "features");
        assertThat(compile().getOutputs().getFiles().getFiles())
                .containsExactly(new File(folder.toFile(), "build/classes/wasm/main"));
        assertThat(bindings().getInputs().getFiles().getFiles()).extracting(File::toPath).containsExactlyInAnyOrder(module,
                wit);
        assertThat(bindings().getInputs().getProperties()).containsKeys("packageName", "features", "world", "witFeatures");
        assertThat(bindings().getOutputs().getFiles().getFiles())
                .containsExactly(new File(folder.toFile(), "build/generated/sources/vespula/main"));
    }

    @Test
    void theTasksDoTheirWork() throws IOException {
        apply();
        Files.writeString(sources.resolve("answer.wat"), ANSWER);
        compile().make();
        assertThat(folder.resolve("build/classes/wasm/main/META-INF/vespula/wasm/app/answer.wasm")).exists();
        assertThat(folder.resolve("build/classes/wasm/main/dev/vespula/compiled")).isNotEmptyDirectory();
        bindings().make();
        assertThat(bindings().getJavaDirectory().get().getAsFile().toPath().resolve("app/Answer.java"))
                .content().contains("package app;").contains("answer()");
    }

    @Test
    void theExtensionSaysWhereAndHow() throws IOException {
        apply();
        Path other = Files.createDirectories(folder.resolve("modules"));
        Files.writeString(other.resolve("answer.wat"), ANSWER);
        extension().getSources().set(other.toFile());
        extension().getMetered().set(true);
        extension().getDeterministic().set(true);
        extension().getFeatures().add("wide-arithmetic");
        extension().getPackageName().set("com.acme");
        assertThat(compile().getMetered().get()).isTrue();
        assertThat(compile().getDeterministic().get()).isTrue();
        assertThat(compile().getProfileDirectory().get().getAsFile().toPath()).isEqualTo(other);
        compile().make();
        assertThat(folder.resolve("build/classes/wasm/main/META-INF/vespula/wasm/answer.wasm")).exists();
        bindings().make();
        assertThat(bindings().getJavaDirectory().get().getAsFile().toPath().resolve("com/acme/Answer.java")).exists();
    }

    @Test
    void foldersOfWitHaveBindings() throws IOException {
        apply();
        Files.writeString(sources.resolve("worlds.wit"), """
                package my:app;
                world one { export f: func(); }
                world two { @unstable(feature = more) export g: func(); }
                """);
        extension().getWorld().set("two");
        extension().getWitFeatures().add("more");
        bindings().make();
        Path generated = bindings().getJavaDirectory().get().getAsFile().toPath().resolve("app");
        assertThat(generated.resolve("Two.java")).content().contains("void g();");
        assertThat(generated.resolve("One.java")).doesNotExist();
        compile().make();
        assertThat(folder.resolve("build/classes/wasm/main")).doesNotExist();
    }

    @Test
    void aNamedModuleHasNoCodeInItsPackages() throws IOException {
        apply();
        Files.writeString(sources.resolve("answer.wat"), ANSWER);
        Files.createDirectories(folder.resolve("src/main/java"));
        Files.writeString(folder.resolve("src/main/java/module-info.java"), "module app {}");
        compile().make();
        assertThat(folder.resolve("build/classes/wasm/main/META-INF/vespula/code")).isNotEmptyDirectory();
        assertThat(folder.resolve("build/classes/wasm/main/dev")).doesNotExist();
    }

    @Test
    void faultsNameFileAndPlace() throws IOException {
        apply();
        Files.writeString(sources.resolve("bad.wat"), "(module\n  (func (result i32) (i64.const 1)))");
        assertThatThrownBy(compile()::make).isInstanceOf(GradleException.class)
                .hasMessageStartingWith("src/main/wasm/app/bad.wat:2:").hasMessageContaining("type mismatch");
        assertThatThrownBy(bindings()::make).isInstanceOf(GradleException.class)
                .hasMessageStartingWith("src/main/wasm/app/bad.wat:2:");
        extension().getFeatures().add("speed");
        assertThatThrownBy(compile()::make).isInstanceOf(GradleException.class)
                .hasMessageStartingWith("features: there is no 'speed'");
    }
}
