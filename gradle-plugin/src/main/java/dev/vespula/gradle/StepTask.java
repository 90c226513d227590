package dev.vespula.gradle;

import dev.vespula.buildtool.BuildFailure;
import dev.vespula.buildtool.Outcome;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.gradle.api.DefaultTask;
import org.gradle.api.GradleException;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.file.FileTree;
import org.gradle.api.file.RegularFileProperty;
import org.gradle.api.tasks.IgnoreEmptyDirectories;
import org.gradle.api.tasks.InputFiles;
import org.gradle.api.tasks.Internal;
import org.gradle.api.tasks.LocalState;
import org.gradle.api.tasks.OutputDirectory;
import org.gradle.api.tasks.PathSensitive;
import org.gradle.api.tasks.PathSensitivity;
import org.gradle.api.tasks.SkipWhenEmpty;
import org.gradle.api.tasks.TaskAction;

/** A task that does a step for the files of a source folder. What has not changed since the last time is not made again. */
public abstract class StepTask extends DefaultTask {
    /** Messages name files as they are seen from here; nothing else depends on it. */
    private final File base;

    /** For Gradle. */
    public StepTask() {
        base = getProject().getProjectDir();
    }

    /** The folder with modules, components and packages of WIT. */
    @Internal
    public abstract DirectoryProperty getSourceDirectory();

    /** The files that the step reads: they are the input. */
    @InputFiles
    @SkipWhenEmpty
    @IgnoreEmptyDirectories
    @PathSensitive(PathSensitivity.RELATIVE)
    public FileTree getSourceFiles() {
        return getSourceDirectory().getAsFileTree().matching(files -> files.include(patterns()));
    }

    /** Which files of the folder the step reads. */
    List<String> patterns() {
        return List.of("**/*.wasm", "**/*.wat");
    }

    /** Where the files go that the step makes. */
    @OutputDirectory
    public abstract DirectoryProperty getOutputDirectory();

    /** What was made of which source. */
    @LocalState
    public abstract RegularFileProperty getRecord();

    /** Does the step. */
    @TaskAction
    public void make() {
        try {
            Outcome outcome = run();
            outcome.notes().forEach(getLogger()::lifecycle);
            getLogger().info("{} sources done, {} had not changed", outcome.made(), outcome.unchanged());
        } catch (BuildFailure e) {
            throw new GradleException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    abstract Outcome run() throws BuildFailure, IOException;

    final Path base() {
        return base.toPath();
    }

    static Path path(DirectoryProperty folder) {
        return folder.get().getAsFile().toPath();
    }

    final Path record() {
        return getRecord().get().getAsFile().toPath();
    }
}
