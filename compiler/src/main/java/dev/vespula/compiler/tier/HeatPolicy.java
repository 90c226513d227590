package dev.vespula.compiler.tier;

import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.runtime.FunctionCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * When a function is hot, and what is compiled first. A unit of heat is about a microsecond of the interpreter, and the sum of all
 * heat is the clock: it stands still while the machine is busy with others, and runs the same way each time. RATIONALE, "AUTO compiles
 * early", has what was measured. Threads may lose one another's heat, which does no harm.
 */
final class HeatPolicy {
    /** Blocks that the interpreter executes between two samples, about; a sample stands for three quarters of that. */
    private static final int INTERVAL = 1_024;
    /** Heat of a sample: of the dispatch, and of each statement of the block. Blocks of C programs have three statements. */
    private static final int DISPATCH = 10;
    private static final int STATEMENT = 8;
    /** Heat of a call by compiled code, which changes over to the interpreter and back. */
    private static final int CALL = 5;
    /**
     * What a program that runs once has to have run for before anything is compiled: the first compilation costs a quarter of
     * a second for loading the compiler, executing it cold, and compiling it.
     */
    private static final int FIRST = 400_000;
    /**
     * A function that has less than half of the time is one of several that have to be compiled before the program gets faster, all of
     * which want the JVM's compilers: it waits longer, in proportion to its share. But only in a program's first seconds: one that has
     * run for so long is likely to go on. The larger SQLite program, 19 s interpreted, took 20.4 s and takes 15.6 to 18.9.
     */
    private static final int SHARES_COUNT = 4_000_000;
    /** Who has less than one part of so many of the time has cooled: who was not seen for five seconds of waiting. */
    private static final int LEAST_SHARE = 1_024;
    /** Time that those who wait are taken to have been hot before, as they have. */
    private static final double JUST_ASKED = 5_000;
    /** Words of IR of functions that are compiled together, their companions not counted. */
    private static final int BATCH_WORDS = 20_000;

    /** Words of IR of a function that comes along with its caller without having been seen: a call needs as many. */
    private static final int SMALL_WORDS = 50;

    /** Blocks between two samples. */
    final int interval;
    /** Heat at which the smallest function is compiled. */
    final int least;
    private final int perWord;
    private final int patience;
    private final int sharesCount;
    private final int first;
    private final boolean countsSamples;
    private long clock;

    /**
     * @param interval  blocks between two samples
     * @param least     heat at which the smallest function is compiled
     * @param perWord   heat for each word of IR besides
     * @param patience  how many times as much heat code wants that is there: nothing of it is laid out by what runs, and most
     *                  of the cost is the JVM's
     * @param sharesCount heat of all functions until which one that has a small share of the time wants more
     * @param first     heat of all functions before anything is compiled
     */
    private HeatPolicy(int interval, int least, int perWord, int patience, int sharesCount, int first) {
        this.interval = interval;
        this.least = least;
        this.perWord = perWord;
        this.patience = patience;
        this.sharesCount = sharesCount;
        this.first = first;
        this.countsSamples = least == 1;
    }

    static HeatPolicy of(TierPolicy policy) {
        if (policy.threshold() > 0) {
            return new HeatPolicy(policy.threshold(), 1, 0, 1, 0, 0);
        }
        return policy.lifetime() == TierPolicy.Lifetime.SERVICE ? new HeatPolicy(INTERVAL, 5_000, 20, 6, 0, 0)
                : new HeatPolicy(INTERVAL, 30_000, 100, 1, SHARES_COUNT, FIRST);
    }

    /** A function was seen in the interpreter, at a block of so many statements besides its last. */
    void sampled(FunctionCode function, int statements) {
        heat(function, countsSamples ? 1 : DISPATCH + STATEMENT * statements);
    }

    /** A function was called by compiled code, and interpreted. */
    void called(FunctionCode function) {
        heat(function, countsSamples ? 1 : CALL);
    }

    private void heat(FunctionCode function, int units) {
        if (function.heat == 0) {
            function.heatedSince = clock;
        }
        clock += units;
        function.heat += units;
    }

    /** Begins to count anew. */
    void forget(FunctionCode function) {
        function.heat = 0;
        function.heatedSince = clock;
    }

    /** Whether a function is hot enough to be compiled. Its loops follow after {@link #least} each. */
    boolean isHot(FunctionCode function) {
        return has(function, 1);
    }

    /** Whether code of a function that is there is to be used. */
    boolean isWarm(FunctionCode function) {
        return has(function, patience);
    }

    private boolean has(FunctionCode function, int times) {
        long heat = function.heat;
        if (heat < (long) times * least) {
            return false;
        }
        long wanted = times * (least + (long) perWord * function.ir().code().length);
        if (clock < first || heat < wanted) {
            return false;
        }
        double timesForShare = clock > sharesCount ? 1 : Math.max(1, clock / (2.0 * heat));
        return heat >= wanted * timesForShare;
    }

    /**
     * Whether a function that has run is compiled together with its hot caller. In a program that runs once it must have been
     * seen, or be small: with all that have run a batch of Duktape had 101,000 words of IR and took a second.
     */
    boolean isCompanion(FunctionCode function) {
        return sharesCount == 0 || function.heat > 0 || function.ir().code().length <= SMALL_WORDS;
    }

    /**
     * Those of the functions that wait which are to be compiled now, what is hottest first; the rest stays. Who has cooled
     * while it waited is dropped, and asks again if it gets hot again.
     */
    List<FunctionCode> take(Set<FunctionCode> waiting) {
        List<Waiting> all = new ArrayList<>();
        for (FunctionCode function : waiting) {
            all.add(new Waiting(function, share(function)));
        }
        all.sort(Comparator.comparingDouble(Waiting::share).reversed());
        List<FunctionCode> taken = new ArrayList<>();
        int words = 0;
        for (Waiting one : all) {
            if (!taken.isEmpty() && words > BATCH_WORDS) {
                break;
            }
            waiting.remove(one.function);
            if (one.share * LEAST_SHARE >= 1) {
                taken.add(one.function);
                words += one.function.ir().code().length;
            }
        }
        return taken;
    }

    private record Waiting(FunctionCode function, double share) {}

    /** The share of the time that a function had since it asked to be compiled; all of it for one that has just asked. */
    private double share(FunctionCode function) {
        return (function.heat + JUST_ASKED) / (clock - function.heatedSince + JUST_ASKED);
    }
}
