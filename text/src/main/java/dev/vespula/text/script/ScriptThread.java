package dev.vespula.text.script;

import java.util.Optional;

/** A thread of a script: a Java thread with a run, and so a store, of its own. */
final class ScriptThread {
    private static final long PATIENCE_MILLIS = 60_000;

    private final Directive.Thread directive;
    private final ScriptRun run;
    private final Thread thread;

    private ScriptThread(Directive.Thread directive, ScriptRun run) {
        this.directive = directive;
        this.run = run;
        this.thread = new Thread(() -> run.runAll(directive.body()), "script thread " + directive.name().orElse(""));
        // A thread that waits for ever must not keep the process alive.
        thread.setDaemon(true);
    }

    static ScriptThread start(Directive.Thread directive, ScriptRun run) {
        ScriptThread started = new ScriptThread(directive, run);
        started.thread.start();
        return started;
    }

    Optional<String> name() {
        return directive.name();
    }

    /** Waits for the end and adds what became of the thread's directives to the report. */
    void join(ScriptReport report) {
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            run.abandon(directive, report);
        } else {
            report.add(run.report());
        }
    }
}
