package dev.vespula.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a program of the corpus in this process, each time as a fresh instance of a module that is decoded by the first run. */
final class ProgramRun implements Repetition.Work {
    private final BenchEngine engine;
    private final CorpusProgram program;
    private final Path corpus;
    private final Path file;
    private Object module;

    ProgramRun(BenchEngine engine, CorpusProgram program, Path corpus) {
        this.engine = engine;
        this.program = program;
        this.corpus = corpus;
        file = corpus.resolve(program.file());
    }

    @Override
    public long run() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        if (module == null) {
            module = engine.decode(Files.readAllBytes(file));
        }
        int status = engine.execute(module, setting(output, errors));
        long start = Timing.cpuNanos();
        String problem = program.problem(corpus,
                new Children.Outcome(status, output.toByteArray(), errors.toByteArray(), 0));
        if (problem != null) {
            throw new IOException(problem);
        }
        return Timing.cpuNanos() - start;
    }

    private ProgramSetting setting(ByteArrayOutputStream output, ByteArrayOutputStream errors) {
        Map<String, Path> folders = new LinkedHashMap<>();
        if (program.dirs() != null) {
            program.dirs().forEach(dir -> folders.put(dir.guest(), corpus.resolve(dir.host())));
        }
        return new ProgramSetting(program.words(file.getFileName().toString()),
                program.env() == null ? Map.of() : program.env(), folders,
                program.stdin() == null ? null : corpus.resolve(program.stdin()), output, errors);
    }
}
