package dev.vespula.buildtool;

import dev.vespula.Engine;
import dev.vespula.bindings.Bindings;
import dev.vespula.bindings.BindingsException;
import dev.vespula.bindings.GeneratedFile;
import dev.vespula.bindings.GeneratedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Generates Java sources for the modules and components of a source folder, and for its packages of WIT: folders with {@code .wit}
 * files, and the packages that these use in {@code deps}. The Java package is that of the settings, with the folders of the file behind
 * it: {@code app/rules.wasm} without a package in the settings gives the interface {@code app.Rules}. What was generated of a module or
 * component reads the resource that {@link AheadCompilation} makes of the same file.
 */
public final class BindingsGeneration {
    private final Path base;
    private final Path sources;
    private final Path output;
    private final Path javaOutput;
    private final Path resourceOutput;
    private final Path state;
    private final BindingsSettings settings;

    /**
     * A step.
     *
     * @param base           the project; messages name files as they are seen from there
     * @param sources        the source folder; it need not be there
     * @param output         the folder that has both of the following ones in it
     * @param javaOutput     where the packages of the Java sources begin
     * @param resourceOutput where resources go, which are packaged with the classes
     * @param state          a file that tells the next run what this one has made
     * @param settings       what is generated
     */
    public BindingsGeneration(Path base, Path sources, Path output, Path javaOutput, Path resourceOutput, Path state,
            BindingsSettings settings) {
        this.base = base;
        this.sources = sources;
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
        SourceFolder folder = new SourceFolder(sources, base);
        String place = settings.packageName() + '\n' + javaOutput + resourceOutput;
        try (Engine engine = Engine.of(settings.compile().config())) {
            for (WasmSource source : folder.modules()) {
                if (loop.isFirst(source)) {
                    byte[] content = source.content();
                    loop.run(source, Increments.key(settings.compile().key() + place, content), () -> write(loop, source,
                            ofModule(engine, source, content)));
                }
            }
        }
        String choice = settings.world() + '\n' + settings.witFeatures().stream().sorted().toList() + '\n' + place;
        for (WitSource source : folder.packages()) {
            loop.run(source, Increments.key(choice, source.contents()), () -> write(loop, source, ofPackage(source)));
        }
        return loop.finish();
    }

    /** Makes bindings with what it is given. */
    private interface Generator {
        GeneratedFiles generate(Bindings bindings) throws IOException;
    }

    private static Generator ofModule(Engine engine, WasmSource source, byte[] content) {
        String resource = "/" + source.stem() + WasmSource.BINARY;
        return bindings -> bindings.withEngine(engine).withResource(resource).generate(source.file().getFileName().toString(),
                content);
    }

    private Generator ofPackage(WitSource source) {
        return bindings -> (settings.world().isEmpty() ? bindings : bindings.withWorld(settings.world()))
                .withWitFeatures(settings.witFeatures()).generate(source.folder());
    }

    private List<Path> write(SourceLoop loop, Source source, Generator generator) throws IOException, BuildFailure {
        try {
            GeneratedFiles files = generator.generate(new Bindings(packageOf(source)));
            List<Path> shared = new ArrayList<>();
            List<GeneratedFile> own = new ArrayList<>();
            for (GeneratedFile file : files.sources()) {
                Path path = javaOutput.resolve(file.path());
                if (isShared(loop, source, file, path)) {
                    shared.add(path);
                } else {
                    own.add(file);
                }
            }
            return Stream.concat(shared.stream(), new GeneratedFiles(own, files.resources()).writeTo(javaOutput, resourceOutput)
                    .stream()).toList();
        } catch (BindingsException e) {
            throw new BuildFailure(e.reasons().stream().map(reason -> source.shown() + ": " + reason).toList(), e);
        } catch (IllegalArgumentException e) {
            throw new BuildFailure(source.shown() + ": " + e.getMessage(), e);
        }
    }

    /** Two sources may have an interface of WIT in common. Its file stays as the first has made it, whom its first line names. */
    private static boolean isShared(SourceLoop loop, Source source, GeneratedFile file, Path path) throws IOException,
            BuildFailure {
        Optional<String> other = loop.sourceOf(path);
        if (other.isEmpty()) {
            return false;
        }
        if (!withoutFirstLine(Files.readString(path)).equals(withoutFirstLine(file.text()))) {
            throw new BuildFailure(source.shown() + ": " + file.path() + " is generated of " + other.get()
                    + ", too, and not the same; one of them belongs into another folder", null);
        }
        return true;
    }

    private static String withoutFirstLine(String text) {
        return text.substring(text.indexOf('\n') + 1);
    }

    private String packageOf(Source source) throws BuildFailure {
        int end = source.name().lastIndexOf('/');
        String folders = end < 0 ? "" : source.name().substring(0, end).replace('/', '.');
        String packageName = settings.packageName();
        if (folders.isEmpty() && packageName.isEmpty()) {
            throw new BuildFailure(source.shown()
                    + ": for bindings the setting 'packageName' must be there, or the file be in a folder that is a package",
                    null);
        }
        return packageName.isEmpty() ? folders : folders.isEmpty() ? packageName : packageName + "." + folders;
    }
}
