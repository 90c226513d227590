package dev.vespula.compiler.tier;

import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.stop.DaemonThread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be compiled, and the thread that does it. Of the functions of a module that wait, those that are compiled together
 * are chosen by the policy. The thread is a daemon and ends when it has had nothing to do for a second. If the policy wants everything at once, whoever finds
 * something hot compiles it before going on, and nothing ever waits. Thread-safe.
 */
final class CompileQueue {
    private static final int IDLE_MILLIS = 1_000;
    /** More waiting functions than this are not taken: they ask again as long as they are hot. */
    private static final int MOST_WAITING = 4_096;

    private final boolean isAtOnce;
    private final HeatPolicy heat;
    private final Runnable whenIdle;
    private final Map<CompiledModule, Set<FunctionCode>> functions = new LinkedHashMap<>();
    private final List<Runnable> others = new ArrayList<>();
    private int waiting;
    private Thread thread;
    private volatile boolean isClosed;

    /** An empty queue. {@code whenIdle} is done when there has been no work for a while. */
    CompileQueue(TierPolicy policy, HeatPolicy heat, Runnable whenIdle) {
        this.heat = heat;
        isAtOnce = policy.compiling() == TierPolicy.Compiling.AT_ONCE;
        this.whenIdle = whenIdle;
    }

    /** Has a function compiled. */
    void add(CompiledModule module, FunctionCode function) {
        if (isAtOnce) {
            work(() -> module.compileAndInstall(Companions.with(List.of(function), heat)));
            return;
        }
        synchronized (this) {
            if (!isClosed && waiting < MOST_WAITING
                    && functions.computeIfAbsent(module, key -> new LinkedHashSet<>()).add(function)) {
                waiting++;
                wake();
            }
        }
    }

    /** Has a loop of a function compiled. */
    void addLoop(CompiledModule module, FunctionCode function, int pc) {
        add(() -> module.compileLoop(function, pc));
    }

    /** Has a module compiled again for a memory of another form. */
    void addLoosening(CompiledModule module) {
        add(module::loosen);
    }

    private void add(Runnable work) {
        if (isAtOnce) {
            work(work);
            return;
        }
        synchronized (this) {
            if (!isClosed && others.size() < MOST_WAITING) {
                others.add(work);
                wake();
            }
        }
    }

    private void work(Runnable work) {
        if (!isClosed) {
            work.run();
            whenIdle.run();
        }
    }

    private void wake() {
        if (thread == null) {
            thread = DaemonThread.start("vespula-compiler", this::run);
        } else {
            notifyAll();
        }
    }

    /** Takes no more work; what is under way is finished. */
    synchronized void close() {
        isClosed = true;
        functions.clear();
        others.clear();
        notifyAll();
    }

    private void run() {
        Runnable work = next();
        while (work != null) {
            try {
                work.run();
            } catch (Throwable failure) {
                // Whatever it is, the thread must live on.
                System.getLogger("dev.vespula.compiler").log(System.Logger.Level.ERROR, "compilation failed", failure);
            }
            work = next();
        }
        whenIdle.run();
    }

    private synchronized List<FunctionCode> take(CompiledModule module) {
        Set<FunctionCode> all = functions.remove(module);
        waiting -= all.size();
        List<FunctionCode> taken = heat.take(all);
        if (!all.isEmpty()) {
            // Behind other modules, whose turn it is.
            functions.put(module, all);
            waiting += all.size();
        }
        return taken;
    }

    /** The next piece of work; null when there is none for a while. */
    private synchronized Runnable next() {
        long end = System.currentTimeMillis() + IDLE_MILLIS;
        while (functions.isEmpty() && others.isEmpty() && !isClosed) {
            long rest = end - System.currentTimeMillis();
            if (rest <= 0) {
                break;
            }
            try {
                wait(rest);
            } catch (InterruptedException e) {
                break;
            }
        }
        if (!functions.isEmpty()) {
            CompiledModule module = functions.keySet().iterator().next();
            return () -> module.compileAndInstall(Companions.with(take(module), heat));
        }
        if (!others.isEmpty()) {
            return others.remove(0);
        }
        thread = null;
        return null;
    }
}
