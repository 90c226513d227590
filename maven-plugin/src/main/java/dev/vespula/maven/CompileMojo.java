package dev.vespula.maven;

import dev.vespula.CompileOptions.Placement;
import dev.vespula.Config;
import dev.vespula.buildtool.AheadCompilation;
import dev.vespula.buildtool.BuildFailure;
import dev.vespula.buildtool.CompileSettings;
import dev.vespula.buildtool.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Compiles WebAssembly modules ahead of time and puts them, with their code, into the artifact of the project, where
 * {@code Module.ofResource} finds them. A file {@code app/rules.wasm} or {@code app/rules.wat} of the source folder becomes the
 * resource {@code /app/rules.wasm}; {@code Component.ofResource} finds components in the same way. Only what has changed is compiled.
 */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true, requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class CompileMojo extends StepMojo {
    private static final String GROUP = "dev.vespula";
    private static final String ENGINE = "vespula";
    private static final String COMPILER = "vespula-compiler";

    /**
     * Where training runs have left their profiles: {@code app/rules.prof} is that of {@code app/rules.wasm}. By default they are
     * beside the modules. {@code vespula run --profile-out} and {@code Profile.writeTo} write them.
     */
    @Parameter(property = "vespula.profiles")
    private File profileDirectory;

    /** Compiles for engines that meter fuel. */
    @Parameter(property = "vespula.metered", defaultValue = "false")
    private boolean metered;

    /** Compiles for engines that are deterministic. */
    @Parameter(property = "vespula.deterministic", defaultValue = "false")
    private boolean deterministic;

    /**
     * Parts of WebAssembly to switch on ({@code wide-arithmetic}, {@code custom-page-sizes}) or, with '-' in front, off; the engine
     * that runs the code must have the same.
     */
    @Parameter(property = "vespula.features")
    private List<String> features = List.of();

    /** Where the classes of the artifact are. */
    @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
    private File outputDirectory;

    /** For Maven. */
    public CompileMojo() {}

    @Override
    Outcome run() throws BuildFailure, IOException {
        Path output = outputDirectory.toPath();
        boolean isNamed = Files.exists(output.resolve("module-info.class"));
        CompileSettings settings = new CompileSettings()
                .withFuel(metered ? Config.FuelMetering.ON : Config.FuelMetering.OFF)
                .withDeterminism(deterministic ? Config.Determinism.ON : Config.Determinism.OFF)
                .withFeatures(features)
                .withPlacement(isNamed ? Placement.RESOURCES : Placement.PACKAGES);
        Path profiles = profileDirectory == null ? sources() : profileDirectory.toPath();
        Outcome outcome = new AheadCompilation(base(), sources(), profiles, output, state(), settings).run();
        if (outcome.made() + outcome.unchanged() > 0) {
            checkLibrary();
        }
        return outcome;
    }

    /** Code that the application's engine will not use is worth a line now rather than when it runs. */
    private void checkLibrary() {
        String version = execution().getVersion();
        boolean hasEngine = false;
        boolean hasCompiler = false;
        for (Artifact artifact : project().getArtifacts()) {
            if (!artifact.getGroupId().equals(GROUP)) {
                continue;
            }
            hasEngine |= artifact.getArtifactId().equals(ENGINE);
            hasCompiler |= artifact.getArtifactId().equals(COMPILER);
            if (artifact.getArtifactId().equals(ENGINE) && !artifact.getBaseVersion().equals(version)) {
                getLog().warn("the project has " + GROUP + ":" + ENGINE + ":" + artifact.getBaseVersion()
                        + ", which does not use code that this plugin, of version " + version + ", compiles");
            }
        }
        if (hasEngine && !hasCompiler) {
            getLog().warn("the project lacks " + GROUP + ":" + COMPILER + ", without which compiled code is not used");
        }
    }

    @Override
    String what(int sources) {
        return "Compiled " + sources + (sources == 1 ? " module" : " modules") + " ahead of time";
    }
}
