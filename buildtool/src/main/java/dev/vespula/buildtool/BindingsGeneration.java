package dev.vespula.buildtool;

import dev.vespula.Engine;
import dev.vespula.bindings.Bindings;
import dev.vespula.bindings.BindingsException;
import dev.vespula.bindings.GeneratedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Generates Java sources for the modules and components of a source folder. The package is that of the settings, with the folders
 * of the file behind it: {@code app/rules.wasm} without a package in the settings gives the interface {@code app.Rules}. What was
 * generated reads the resource that {@link AheadCompilation} makes of the same file.
 */
public final class BindingsGeneration {
    private final Path base;
    private final Path sources;
    private final String packageName;
    private final Path output;
    private final Path javaOutput;
    private final Path resourceOutput;
    private final Path state;
    private final CompileSettings settings;

    /**
     * A step.
     *
     * @param base           the project; messages name files as they are seen from there
     * @param sources        the source folder; it need not be there
     * @param packageName    of the classes for files that are in no folder; empty if there are none
     * @param output         the folder that has both of the following ones in it
     * @param javaOutput     where the packages of the Java sources begin
     * @param resourceOutput where resources go, which are packaged with the classes
     * @param state          a file that tells the next run what this one has made
     * @param settings       of which those count that say what modules may use
     */
    public BindingsGeneration(Path base, Path sources, String packageName, Path output, Path javaOutput, Path resourceOutput,
            Path state, CompileSettings settings) {
        this.base = base;
        this.sources = sources;
        this.packageName = packageName;
        this.output = output;
        this.javaOutput = javaOutput;
        this.resourceOutput = resourceOutput;
        this.state = state;
        this.settings = settings;
    }

    /**
     * Generates what has changed since the last time, and deletes what was generated of sources that are gone.
     *
     * @throws BuildFailure if there can be no bindings for a source; the others are generated all the same
     * @throws IOException  if files cannot be read or written
     */
    public Outcome run() throws BuildFailure, IOException {
        SourceLoop loop = new SourceLoop(state, output);
        try (Engine engine = Engine.of(settings.config())) {
            for (WasmSource source : WasmSource.in(sources, base)) {
                if (loop.isFirst(source)) {
                    byte[] content = source.content();
                    String key = Increments.key(settings.key() + packageName + '\n' + javaOutput + resourceOutput, content);
                    loop.run(source, content, key, (each, bytes) -> make(engine, each, bytes));
                }
            }
        }
        return loop.finish();
    }

    private List<Path> make(Engine engine, WasmSource source, byte[] content) throws IOException, BuildFailure {
        try {
            String resource = "/" + source.stem() + WasmSource.BINARY;
            GeneratedFiles files = new Bindings(packageOf(source)).withEngine(engine).withResource(resource)
                    .generate(source.file().getFileName().toString(), content);
            return files.writeTo(javaOutput, resourceOutput);
        } catch (BindingsException e) {
            throw new BuildFailure(e.reasons().stream().map(reason -> source.shown() + ": " + reason).toList(), e);
        } catch (IllegalArgumentException e) {
            throw new BuildFailure(source.shown() + ": " + e.getMessage(), e);
        }
    }

    private String packageOf(WasmSource source) throws BuildFailure {
        int end = source.name().lastIndexOf('/');
        String folders = end < 0 ? "" : source.name().substring(0, end).replace('/', '.');
        if (folders.isEmpty() && packageName.isEmpty()) {
            throw new BuildFailure(source.shown()
                    + ": for bindings the setting 'packageName' must be there, or the file be in a folder that is a package",
                    null);
        }
        return packageName.isEmpty() ? folders : folders.isEmpty() ? packageName : packageName + "." + folders;
    }
}
