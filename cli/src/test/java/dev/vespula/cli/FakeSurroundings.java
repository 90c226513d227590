package dev.vespula.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Terminals, variables and a clock as tests want them. */
final class FakeSurroundings implements Surroundings {
    boolean isTerminal = true;
    final Map<String, String> variables = new HashMap<>();
    long millis;
    /** What is done again and again until it is ended. */
    final List<Runnable> periodic = new ArrayList<>();

    @Override
    public boolean isTerminal(Shown stream) {
        return isTerminal;
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public long nanoTime() {
        return millis * 1_000_000;
    }

    @Override
    public Runnable every(long period, Runnable task) {
        periodic.add(task);
        return () -> periodic.remove(task);
    }

    /** Time passes, and what is done again and again is done. */
    void advance(long by) {
        millis += by;
        List.copyOf(periodic).forEach(Runnable::run);
    }
}
