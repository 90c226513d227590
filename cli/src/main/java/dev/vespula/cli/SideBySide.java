package dev.vespula.cli;

import dev.vespula.ExitException;
import dev.vespula.LinkException;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.Val;
import dev.vespula.WasmThrown;
import dev.vespula.internal.policy.Watching;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.Collectors;

/**
 * Two tiers that run the same program at the same time, and end where they first differ. The interpreter leads: at each call of
 * the host it waits until compiled code makes the same one with the same arguments, memories and fuel. Then the function is
 * called, once, and compiled code gets the results and what was written to memory.
 */
final class SideBySide {
    /** What a side does: everything from instantiation on. */
    interface Side {
        List<Val> run();
    }

    /**
     * Where compiled code has come to.
     *
     * @param call    what it wants to call; null if it is over
     * @param outcome how it ended, or which of its functions are active
     * @param fuel    what is left
     */
    private record Arrival(Watching.HostCall call, String outcome, long fuel) {}

    private static final String COMPILED_CODE = "dev.vespula.compiled.";
    private static final int SHOWN = 10;

    private final SynchronousQueue<Arrival> arrivals = new SynchronousQueue<>();
    /** The results of a call, or what it threw. */
    private final SynchronousQueue<Object> answers = new SynchronousQueue<>();
    private long calls;
    private volatile boolean isOver;

    /** What the engine of the interpreter is to tell. */
    Watching leading() {
        return new Watching(null, null, this::lead);
    }

    /** What the engine of compiled code is to tell. */
    Watching following() {
        return new Watching(null, null, this::follow);
    }

    /**
     * Runs both sides.
     *
     * @return the results, the same for both
     * @throws CommandException at the first difference
     */
    List<Val> run(Side interpreted, Store<?> store, Side compiled, Store<?> other) {
        Thread follower = new Thread(() -> arriveAtEnd(compiled, other), "vespula-side-by-side");
        follower.setDaemon(true);
        follower.start();
        try {
            List<Val> results = null;
            RuntimeException thrown = null;
            try {
                results = interpreted.run();
            } catch (CommandException | LinkException e) {
                throw e;
            } catch (RuntimeException e) {
                thrown = e;
            }
            compareEnds(new Arrival(null, outcome(results, thrown), fuel(store)), await());
            if (thrown != null) {
                throw thrown;
            }
            return results;
        } finally {
            isOver = true;
            follower.interrupt();
        }
    }

    // ---- the interpreter

    private void lead(Watching.HostCall call) {
        calls++;
        Arrival other = await();
        if (other.call() == null) {
            throw differ("the interpreter calls " + text(call) + ", compiled code " + other.outcome());
        }
        compareCalls(call, other);
        try {
            call.run();
        } catch (Throwable thrown) {
            give(thrown);
            throw thrown;
        }
        ByteBuffer[] memories = call.memories();
        ByteBuffer[] others = other.call().memories();
        for (int k = 0; k < memories.length; k++) {
            if (memories[k].limit() != others[k].limit()) {
                throw differ(text(call) + " has let memory " + k + " grow, which only the interpreter sees");
            }
            others[k].put(memories[k]);
        }
        give(call.results());
    }

    private void compareCalls(Watching.HostCall call, Arrival other) {
        Watching.HostCall second = other.call();
        String where = "\nactive in compiled code:" + other.outcome();
        if (!call.name().equals(second.name()) || !Arrays.equals(call.arguments(), second.arguments())) {
            throw differ("the interpreter calls " + text(call) + ", compiled code " + text(second) + where);
        }
        ByteBuffer[] memories = call.memories();
        ByteBuffer[] others = second.memories();
        for (int k = 0; k < memories.length; k++) {
            int at = memories[k].mismatch(others[k]);
            if (at >= 0) {
                throw differ("memory " + k + " differs in the call of " + text(call) + ", first at 0x" + Integer.toHexString(at)
                        + ": " + content(memories[k], at) + " interpreted, " + content(others[k], at) + " compiled" + where);
            }
        }
        if (call.fuel() != second.fuel()) {
            throw differ("in the call of " + text(call) + " " + Long.toUnsignedString(call.fuel())
                    + " units of fuel are left to the "
                    + "interpreter, " + Long.toUnsignedString(second.fuel()) + " to compiled code" + where);
        }
    }

    private void compareEnds(Arrival end, Arrival other) {
        if (other.call() != null) {
            throw differ("the interpreter " + end.outcome() + ", compiled code calls " + text(other.call())
                    + "\nactive in compiled code:" + other.outcome());
        }
        if (!end.outcome().equals(other.outcome())) {
            throw differ("the interpreter " + end.outcome() + "\ncompiled code " + other.outcome());
        }
        if (end.fuel() != other.fuel()) {
            throw differ("at the end " + Long.toUnsignedString(end.fuel()) + " units of fuel are left to the interpreter, "
                    + Long.toUnsignedString(other.fuel()) + " to compiled code");
        }
    }

    private CommandException differ(String how) {
        return new CommandException("the tiers differ after " + calls + " calls of the host: " + how);
    }

    private static String content(ByteBuffer memory, int at) {
        return at < memory.limit() ? String.format("0x%02x", memory.get(at)) : "its end";
    }

    private static String text(Watching.HostCall call) {
        return call.name() + Arrays.stream(call.arguments()).mapToObj(Long::toString).collect(Collectors.joining(", ", "(",
                ")"));
    }

    // ---- compiled code

    private void follow(Watching.HostCall call) {
        put(new Arrival(call, active(), call.fuel()));
        try {
            Object answer = answers.take();
            if (answer instanceof Throwable thrown) {
                throw SideBySide.<RuntimeException>unchecked(thrown);
            }
            call.answer((long[]) answer);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the other side is over", e);
        }
    }

    private void arriveAtEnd(Side compiled, Store<?> store) {
        List<Val> results = null;
        Throwable thrown = null;
        try {
            results = compiled.run();
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        put(new Arrival(null, outcome(results, thrown), fuel(store)));
    }

    /** The functions of compiled code that are active, innermost first; the numbers are offsets in their bodies. */
    private static String active() {
        return Arrays.stream(new Throwable().getStackTrace()).filter(frame -> frame.getClassName().startsWith(COMPILED_CODE)
                && frame.getLineNumber() >= 0).limit(SHOWN).map(frame -> "\n  " + frame.getMethodName() + " at " + frame
                        .getLineNumber())
                .collect(Collectors.joining());
    }

    // ---- both

    private static String outcome(List<Val> results, Throwable thrown) {
        if (thrown == null) {
            return "returns" + results.stream().map(one -> " " + NumberText.print(one)).collect(Collectors.joining());
        }
        if (thrown instanceof ExitException exit) {
            return "exits with " + exit.status();
        }
        if (thrown instanceof Trap trap) {
            return "traps: " + trap.detail() + trap.frames().stream().map(one -> "\n  at " + one).collect(Collectors.joining());
        }
        return thrown instanceof WasmThrown exception ? "throws " + exception.detail() : "ends with " + thrown;
    }

    private static long fuel(Store<?> store) {
        return store.engine().config().isMetered() ? store.fuel() : 0;
    }

    private Arrival await() {
        try {
            return arrivals.take();
        } catch (InterruptedException e) {
            throw new CommandException("interrupted", e);
        }
    }

    private void give(Object answer) {
        try {
            answers.put(answer);
        } catch (InterruptedException e) {
            throw new CommandException("interrupted", e);
        }
    }

    /** Nobody waits for it any more if the other side is over. */
    private void put(Arrival arrival) {
        try {
            if (!isOver) {
                arrivals.put(arrival);
            }
        } catch (InterruptedException e) {
            if (arrival.call() != null) {
                throw new IllegalStateException("the other side is over", e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
