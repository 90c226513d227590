package dev.vespula.text.script;

import dev.vespula.Engine;

/**
 * Runs scripts directive by directive. A directive that fails is reported and the run goes on. One runner may run any
 * number of scripts, each in a store of its own; not thread-safe.
 */
public final class ScriptRunner {
    private final Engine engine;
    private final Calls calls;

    /** Runs on the engine with plain calls. */
    public ScriptRunner(Engine engine) {
        this(engine, Calls.PLAIN);
    }

    public ScriptRunner(Engine engine, Calls calls) {
        this.engine = engine;
        this.calls = calls;
    }

    /** Runs a script. */
    public ScriptReport run(Script script) {
        ScriptReport report = new ScriptReport();
        new ScriptRun(script.name(), new ScriptState(engine, calls), report).runAll(script.directives());
        return report;
    }
}
