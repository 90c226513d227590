package dev.vespula.bench;

import dev.vespula.Engine;
import dev.vespula.bench.replay.Divergence;
import dev.vespula.bench.replay.Player;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Plays one recorded use of a module again and again and prints its {@link Runs}. Everything that crosses the border is
 * compared in every run; memories are in the first run, and in one more at the end that is not timed, when all that gets hot
 * has been compiled.
 *
 * <p>Arguments: engine, the trace's path without its ending, seconds.
 */
final class ReplayProcess {
    private static final int LEAST_RUNS = Runs.TENTH;

    private ReplayProcess() {}

    public static void main(String[] args) {
        Runs runs;
        try {
            runs = measure(args[0], Path.of(args[1]), Double.parseDouble(args[2]));
        } catch (IOException | RuntimeException | Divergence | StackOverflowError | LinkageError e) {
            runs = Runs.failed(e.toString().lines().findFirst().orElse(""));
        }
        System.out.println(runs.toJson());
        // Compilers may still be at work.
        System.exit(0);
    }

    static Runs measure(String engine, Path prefix, double seconds) throws IOException {
        Player player = new Player(Engine.of(VespulaEngine.configOf(engine)), prefix);
        long[] comparing = {0};
        Player.MemoryCheck timed = comparison -> {
            long start = Timing.cpuNanos();
            comparison.run();
            comparing[0] += Timing.cpuNanos() - start;
        };
        boolean[] isFirst = {true};
        Runs runs = new Repetition(LEAST_RUNS, seconds).of(() -> {
            comparing[0] = 0;
            player.run(isFirst[0] ? timed : comparison -> {});
            isFirst[0] = false;
            return comparing[0];
        });
        player.run(Runnable::run);
        return runs;
    }
}
