package dev.vespula.buildtool;

import dev.vespula.CompileOptions;
import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.Profile;
import dev.vespula.ProfileException;
import dev.vespula.component.Component;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compiles the modules and components of a source folder ahead of time, into a folder whose content becomes that of an artifact, where
 * {@link Module#ofResource} and {@link Component#ofResource} find them. The resource has the path of the source in its folder, and the
 * ending {@code .wasm}.
 *
 * <p>Where there is a file beside a module that has its name and the ending {@code .prof}, the code is laid out by it: it is what
 * {@link Profile#writeTo} or {@code vespula run --profile-out} has written.
 */
public final class AheadCompilation {
    private static final String PROFILE = ".prof";
    private static final byte[] NO_PROFILE = {};

    private final Path base;
    private final Path sources;
    private final Path profiles;
    private final Path output;
    private final Path state;
    private final CompileSettings settings;

    /**
     * A step.
     *
     * @param base     the project; messages name files as they are seen from there
     * @param sources  the source folder; it need not be there
     * @param profiles where profiles are, beside the sources or elsewhere in the same order
     * @param output   where the files go; other files in it are left alone
     * @param state    a file that tells the next run what this one has made
     */
    public AheadCompilation(Path base, Path sources, Path profiles, Path output, Path state, CompileSettings settings) {
        this.base = base;
        this.sources = sources;
        this.profiles = profiles;
        this.output = output;
        this.state = state;
        this.settings = settings;
    }

    /**
     * Compiles what has changed since the last time, and deletes what was compiled of sources that are gone.
     *
     * @throws BuildFailure if a source or a profile cannot be used; the others are compiled all the same
     * @throws IOException  if files cannot be read or written
     */
    public Outcome run() throws BuildFailure, IOException {
        SourceLoop loop = new SourceLoop(state, output);
        for (WasmSource source : new SourceFolder(sources, base).modules()) {
            if (!loop.isFirst(source)) {
                continue;
            }
            byte[] content = source.content();
            byte[] profile = profile(source);
            loop.run(source, Increments.key(settings.key(), content, profile), () -> make(loop, source, content, profile));
        }
        return loop.finish();
    }

    private Path profileFile(WasmSource source) {
        return profiles.resolve(source.stem() + PROFILE);
    }

    /** The bytes of a source's profile; none if it has no profile. */
    private byte[] profile(WasmSource source) throws IOException {
        Path file = profileFile(source);
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : NO_PROFILE;
    }

    private List<Path> make(SourceLoop loop, WasmSource source, byte[] content, byte[] profile)
            throws IOException, BuildFailure {
        String name = source.stem() + WasmSource.BINARY;
        CompileOptions options = new CompileOptions().withPlacement(settings.placement());
        try (Engine engine = Engine.of(settings.config())) {
            List<Path> files = source.isComponent(content)
                    ? Component.of(engine, source.shown(), content).compileInto(output, name, options)
                    : Module.of(engine, source.shown(), content).compileInto(output, name, with(profile, options));
            long refused = engine.stats().compilationsRefused();
            if (refused > 0) {
                loop.note(source.shown() + ": " + refused
                        + " functions will be interpreted: compiling them would take too much work for their length");
            }
            return files;
        } catch (ProfileException e) {
            throw new BuildFailure(Source.shown(profileFile(source), base) + ": " + e.getMessage(), e);
        }
    }

    private static CompileOptions with(byte[] profile, CompileOptions options) throws IOException {
        return profile == NO_PROFILE ? options : options.withProfile(Profile.read(new ByteArrayInputStream(profile)));
    }
}
