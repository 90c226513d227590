package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a service sees when a new module arrives: the first run of a program after another large one has been running in the
 * same engine, and the first run in a fresh process to compare it with. The time of the process is that of the run alone in
 * both.
 */
final class SecondSuite implements Suite {
    static final String NAME = "programs-second";
    static final String FRESH = "fresh";
    static final String AFTER = "after another";
    /** What has been running: the largest program, or for programs with the same code in them another large one. */
    private static final String OTHER = "sqlite-sql";
    private static final String OTHER_FOR_SQLITE = "lua54-exnref";
    private static final Repetition ONCE = new Repetition(1, 0);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> cases(Path folder, CaseFile cases) throws IOException {
        return WarmSuite.programs(folder).stream().map(CorpusProgram::name).filter(LongPrograms.NAMES::contains).toList();
    }

    static String other(String name) {
        return name.contains("sqlite") ? OTHER_FOR_SQLITE : OTHER;
    }

    @Override
    public void run(Session session) throws IOException {
        List<CorpusProgram> programs = WarmSuite.programs(session.folder());
        if (programs.isEmpty()) {
            System.err.println("skipped: suite " + NAME + ": there is no corpus beside the benchmark programs");
            return;
        }
        Path corpus = session.folder().resolveSibling("corpus");
        Turns turns = new Turns(session, NAME, List.of(FRESH, AFTER));
        Repetition before = new Repetition(1, session.extent().programSeconds());
        turns.take(cases(session.folder(), session.cases()), LongPrograms.QUICK, (engine, name) -> {
            CorpusProgram program = LongPrograms.named(programs, name);
            List<Runs> fresh = turns.run(new ProgramCommand(corpus).then(program, ONCE), engine);
            List<Runs> after = turns.run(
                    new ProgramCommand(corpus).then(LongPrograms.named(programs, other(name)), before).then(program, ONCE),
                    engine);
            Runs alone = fresh.get(0);
            Runs second = after.get(after.size() - 1);
            if (alone.problem() != null || second.problem() != null) {
                turns.fail(name, engine, alone.problem() == null ? second.problem() : alone.problem());
                return;
            }
            turns.add(FRESH, name, engine, alone.first());
            turns.add(FRESH + Turns.PROCESS, name, engine, alone.firstProcess());
            turns.add(AFTER, name, engine, second.first());
            turns.add(AFTER + Turns.PROCESS, name, engine, second.firstProcess());
        });
    }
}
