package dev.vespula.maven;

import dev.vespula.buildtool.BuildFailure;
import dev.vespula.buildtool.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** A goal that does a step for the files of a source folder. */
abstract class StepMojo extends AbstractMojo {
    /** The folder with modules and components, binary or text, and with packages of WIT. */
    @Parameter(property = "vespula.sources", defaultValue = "${project.basedir}/src/main/wasm")
    private File sourceDirectory;

    /** Does nothing. */
    @Parameter(property = "vespula.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        try {
            tell(run());
        } catch (BuildFailure e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("cannot read or write files: " + e, e);
        }
    }

    private void tell(Outcome outcome) {
        outcome.notes().forEach(getLog()::info);
        if (outcome.made() > 0) {
            getLog().info(what(outcome.made()));
        } else if (outcome.unchanged() > 0) {
            getLog().info("Nothing to do: nothing has changed");
        }
    }

    /** Does the step. */
    abstract Outcome run() throws BuildFailure, IOException;

    /** What is said of a number of sources. */
    abstract String what(int sources);

    final MavenProject project() {
        return project;
    }

    final MojoExecution execution() {
        return execution;
    }

    final Path base() {
        return project.getBasedir().toPath();
    }

    final Path sources() {
        return sourceDirectory.toPath();
    }

    /** Where this execution notes what it has made. */
    final Path state() {
        return Path.of(project.getBuild().getDirectory(), "vespula", execution.getGoal() + "-" + execution.getExecutionId());
    }
}
