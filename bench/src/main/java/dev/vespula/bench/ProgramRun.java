package dev.vespula.bench;

import dev.vespula.Engine;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.wasi.DotEntries;
import dev.vespula.wasi.Wasi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a program of the corpus in this process, each time as a fresh instance of a module that is decoded by the first run. */
final class ProgramRun implements Repetition.Work {
    private final Engine engine;
    private final CorpusProgram program;
    private final Path corpus;
    private final Path file;
    private Module module;

    ProgramRun(Engine engine, CorpusProgram program, Path corpus) {
        this.engine = engine;
        this.program = program;
        this.corpus = corpus;
        file = corpus.resolve(program.file());
    }

    @Override
    public long run() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = execute(output, errors);
        long start = Timing.cpuNanos();
        String problem = program.problem(corpus,
                new Children.Outcome(status, output.toByteArray(), errors.toByteArray(), 0));
        if (problem != null) {
            throw new IOException(problem);
        }
        return Timing.cpuNanos() - start;
    }

    /** Runs it once and gives the status that it ends with. */
    private int execute(ByteArrayOutputStream output, ByteArrayOutputStream errors) throws IOException {
        if (module == null) {
            module = Module.of(engine, file);
        }
        Wasi.Builder builder = Wasi.builder().args(program.words(file.getFileName().toString()))
                .dotEntries(DotEntries.OMITTED).stdout(output).stderr(errors);
        if (program.env() != null) {
            builder.env(program.env());
        }
        if (program.dirs() != null) {
            program.dirs().forEach(dir -> builder.preopen(corpus.resolve(dir.host()), dir.guest()));
        }
        if (program.stdin() != null) {
            builder.stdin(Files.newInputStream(corpus.resolve(program.stdin())));
        }
        try (Wasi wasi = builder.build()) {
            Linker<Void> linker = new Linker<>(engine);
            wasi.addTo(linker);
            return Wasi.run(linker.instantiate(new Store<>(engine), module));
        }
    }
}
