package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that are run again and again in one process, each time as a fresh instance: the first run, and how it is in the end. */
final class WarmSuite implements Suite {
    static final String NAME = "programs-warm";
    /** Long programs take minutes until they are warm; so many runs show where it goes. */
    private static final int LEAST_RUNS = 6;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> cases(Path folder, CaseFile cases) throws IOException {
        return programs(folder).stream().map(CorpusProgram::name).toList();
    }

    /** The programs in the corpus beside this folder; none if there is no corpus. */
    static List<CorpusProgram> programs(Path folder) throws IOException {
        Path corpus = folder.resolveSibling("corpus");
        return Files.exists(corpus.resolve("manifest.json")) ? LongPrograms.all(corpus) : List.of();
    }

    @Override
    public void run(Session session) throws IOException {
        List<CorpusProgram> programs = programs(session.folder());
        if (programs.isEmpty()) {
            System.err.println("skipped: suite " + NAME + ": there is no corpus beside the benchmark programs");
            return;
        }
        Path corpus = session.folder().resolveSibling("corpus");
        Turns turns = new Turns(session, NAME, List.of(Turns.FIRST, Turns.TENTH, Turns.STEADY));
        turns.take(programs.stream().map(CorpusProgram::name).toList(), LongPrograms.QUICK, (engine, name) -> {
            ProgramCommand command = new ProgramCommand(corpus).then(LongPrograms.named(programs, name),
                    new Repetition(LEAST_RUNS, session.extent().programSeconds()));
            Runs runs = turns.run(command, engine).get(0);
            if (runs.problem() == null) {
                turns.add(runs, name, engine);
            } else {
                turns.fail(name, engine, runs.problem());
            }
        });
    }
}
