package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs programs of the corpus in one engine, one after the other, each again and again, and prints the {@link Runs} of each.
 *
 * <p>Arguments: engine, the corpus' folder; for every program its name, least number of runs, seconds.
 */
final class ProgramProcess {
    private ProgramProcess() {}

    public static void main(String[] args) throws IOException {
        Path corpus = Path.of(args[1]);
        List<CorpusProgram> programs = LongPrograms.all(corpus);
        BenchEngine engine = ExecutionProcess.engine(args[0]);
        for (int i = 2; i < args.length; i += 3) {
            CorpusProgram program = LongPrograms.named(programs, args[i]);
            Repetition repetition = new Repetition(Integer.parseInt(args[i + 1]), Double.parseDouble(args[i + 2]));
            System.out.println(measure(engine, program, corpus, repetition).toJson());
        }
        // Compilers may still be at work.
        System.exit(0);
    }

    static Runs measure(BenchEngine engine, CorpusProgram program, Path corpus, Repetition repetition) {
        try {
            return repetition.of(new ProgramRun(engine, program, corpus));
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
            return Runs.failed(e.toString().lines().findFirst().orElse(""));
        }
    }
}
