package dev.vespula.text.script;

import dev.vespula.LinkException;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.Val;
import dev.vespula.WasmException;
import dev.vespula.WasmThrown;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.text.script.ScriptState.Unexpected;
import dev.vespula.text.syntax.SyntaxError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One run of a script, or of one of its threads. */
final class ScriptRun {
    /** Assertions of WebAssembly 1.0 that 3.0 contradicts; eight of them are left in the tests of threads. */
    private static final Set<String> OUTDATED = Set.of("multiple memories", "multiple tables");

    private static final long PATIENCE_MILLIS = 60_000;

    private final String script;
    private final ScriptState state;
    private final ScriptReport report;
    private final List<Started> threads = new ArrayList<>();

    /** A thread of the script: a Java thread with a run, and so a store, of its own. */
    private record Started(Directive.Thread directive, ScriptRun run, Thread thread) {}

    ScriptRun(String script, ScriptState state, ScriptReport report) {
        this.script = script;
        this.state = state;
        this.report = report;
    }

    /** Runs directives one after the other, and at the end waits for threads that nobody has waited for. */
    void runAll(List<Directive> directives) {
        for (Directive directive : directives) {
            run(directive);
        }
        threads.forEach(this::join);
    }

    private void run(Directive directive) {
        if (directive instanceof Directive.AssertModule refusal && OUTDATED.contains(refusal.text())) {
            report.skip("contradicts WebAssembly 3.0: " + refusal.text());
            return;
        }
        try {
            perform(directive);
            report.pass();
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError failure) {
            report.fail(script, directive, describe(failure));
        }
    }

    private void perform(Directive directive) {
        if (directive instanceof Directive.AssertReturn assertion) {
            assertReturn(assertion);
        } else if (directive instanceof Directive.AssertTrap assertion) {
            assertTrap(assertion.action(), assertion.text());
        } else if (directive instanceof Directive.AssertModule assertion) {
            assertRefused(assertion);
        } else if (directive instanceof Directive.DefineModule definition) {
            state.define(definition);
        } else if (directive instanceof Directive.Instantiate instantiation) {
            state.instantiate(instantiation);
        } else if (directive instanceof Directive.Register registration) {
            state.register(registration.as(), registration.instance());
        } else if (directive instanceof Directive.Perform single) {
            state.perform(single.action());
        } else if (directive instanceof Directive.AssertExhaustion assertion) {
            assertExhaustion(assertion);
        } else if (directive instanceof Directive.AssertException assertion) {
            assertException(assertion.action());
        } else if (directive instanceof Directive.AssertSuspension assertion) {
            assertSuspension(assertion);
        } else if (directive instanceof Directive.Thread thread) {
            start(thread);
        } else if (directive instanceof Directive.Wait wait) {
            join(wait);
        } else if (directive instanceof Directive.Unreadable unreadable) {
            throw new Unexpected(unreadable.problem());
        }
    }

    private void start(Directive.Thread directive) {
        ScriptRun run = new ScriptRun(script, state.forThread(directive.shared()), new ScriptReport());
        Thread thread = new Thread(() -> run.runAll(directive.body()), "script thread " + directive.name().orElse(""));
        // A thread that waits for ever must not keep the process alive.
        thread.setDaemon(true);
        thread.start();
        threads.add(new Started(directive, run, thread));
    }

    private void join(Directive.Wait wait) {
        Started started = threads.stream().filter(one -> one.directive().name().equals(wait.thread())).findFirst()
                .orElseThrow(() -> new Unexpected(wait.thread().map(name -> "no thread $" + PrintableName.of(name))
                        .orElse("no thread without a name")));
        threads.remove(started);
        join(started);
    }

    /** Waits for the end of a thread and adds what became of its directives to the report. */
    private void join(Started started) {
        try {
            started.thread().join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (started.thread().isAlive()) {
            report.fail(script, started.directive(), "the thread does not end");
        } else {
            report.add(started.run().report);
        }
    }

    // Assertions about actions -----------------------------------------------------------------------------------

    private void assertReturn(Directive.AssertReturn assertion) {
        Outcome outcome = outcome(assertion.action());
        if (outcome.trap() != null || !ResultMatcher.matches(assertion.expected(), outcome.results())) {
            throw new Unexpected("expected " + assertion.expected() + ", got " + outcome);
        }
    }

    private void assertTrap(Action action, String text) {
        Outcome outcome = outcome(action);
        if (outcome.trap() == null || !Reasons.trapMatches(text, outcome.trap().detail())) {
            throw new Unexpected("expected trap " + PrintableName.quoted(text) + ", got " + outcome);
        }
    }

    private void assertExhaustion(Directive.AssertExhaustion assertion) {
        Outcome outcome = outcome(assertion.action());
        Trap trap = outcome.trap();
        if (trap == null || trap.code() != TrapCode.STACK_OVERFLOW || !Reasons.matches(assertion.text(), trap.detail())) {
            throw new Unexpected("expected " + PrintableName.quoted(assertion.text()) + ", got " + outcome);
        }
    }

    private void assertSuspension(Directive.AssertSuspension assertion) {
        Outcome outcome = outcome(assertion.action());
        Trap trap = outcome.trap();
        if (trap == null || trap.code() != TrapCode.UNHANDLED_TAG || !Reasons.matches(assertion.text(), trap.detail())) {
            throw new Unexpected("expected suspension " + PrintableName.quoted(assertion.text()) + ", got " + outcome);
        }
    }

    private void assertException(Action action) {
        List<Val> results;
        try {
            results = state.perform(action);
        } catch (WasmThrown thrown) {
            return;
        }
        throw new Unexpected("expected an exception, got " + ValText.of(results));
    }

    /** How an action ended: with results or with a trap. */
    private record Outcome(List<Val> results, Trap trap) {
        @Override
        public String toString() {
            return trap != null ? "trap: " + trap.detail() : ValText.of(results);
        }
    }

    private Outcome outcome(Action action) {
        try {
            return new Outcome(state.perform(action), null);
        } catch (Trap trap) {
            return new Outcome(List.of(), trap);
        }
    }

    // Assertions about modules -----------------------------------------------------------------------------------

    private void assertRefused(Directive.AssertModule assertion) {
        String got;
        try {
            byte[] binary = assertion.module().encode();
            got = switch (assertion.stage()) {
                case MALFORMED, MALFORMED_CUSTOM, INVALID, INVALID_CUSTOM -> refusal(binary);
                case UNLINKABLE, UNINSTANTIABLE -> instantiationFailure(assertion.stage(), binary);
            };
        } catch (SyntaxError error) {
            got = error.getMessage();
        }
        if (got == null) {
            throw new Unexpected("expected " + PrintableName.quoted(assertion.text()) + ", but the module was accepted");
        }
        if (!isReason(assertion, got)) {
            throw new Unexpected("expected " + PrintableName.quoted(assertion.text()) + ", got: " + got);
        }
    }

    private boolean isReason(Directive.AssertModule assertion, String got) {
        return assertion.stage() == Directive.Stage.UNINSTANTIABLE
                ? Reasons.trapMatches(assertion.text(), got)
                : Reasons.refusalMatches(script, assertion.line(), assertion.text(), got);
    }

    /** Why the module does not validate, null when it does. */
    private String refusal(byte[] binary) {
        try {
            Module.validate(state.engine(), binary);
            return null;
        } catch (ModuleException refused) {
            return refused.reason();
        }
    }

    private String instantiationFailure(Directive.Stage stage, byte[] binary) {
        try {
            state.instantiate(Module.of(state.engine(), binary));
            return null;
        } catch (LinkException unlinkable) {
            if (stage != Directive.Stage.UNLINKABLE) {
                throw unlinkable;
            }
            return unlinkable.getMessage();
        } catch (Trap trap) {
            if (stage != Directive.Stage.UNINSTANTIABLE) {
                throw trap;
            }
            return trap.detail();
        }
    }

    private static String describe(Throwable failure) {
        if (failure instanceof Unexpected) {
            return failure.getMessage();
        }
        if (failure instanceof SyntaxError error) {
            return error.describe();
        }
        if (failure instanceof WasmException) {
            return failure.getMessage();
        }
        return "unexpected " + failure;
    }
}
