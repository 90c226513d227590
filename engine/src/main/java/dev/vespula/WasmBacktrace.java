package dev.vespula;

import dev.vespula.internal.runtime.LeftFrames;
import java.util.List;
import java.util.function.Supplier;

/**
 * The Wasm functions that an exception of the host has left on its way to whoever catches it. What a host function throws reaches the
 * caller of the Wasm function as the same object; this is {@linkplain Throwable#addSuppressed suppressed} in it, so that stack traces show
 * the Wasm functions as they show those of Java:
 *
 * <pre>
 * java.lang.IllegalArgumentException: no such key
 *     at com.acme.Host.find(Host.java:12)
 *     ...
 *     Suppressed: dev.vespula.WasmBacktrace: thrown through WebAssembly
 *         at rules.lookup(wasm:0x1a2b)
 *         at rules.main(wasm:0x21)
 * </pre>
 *
 * <p>It is never thrown itself. Exceptions that take no suppressed ones and those that come without a stack trace are made to be cheap, or
 * to be thrown again and again: they do not get one. One that is thrown several times has the functions of the last time; if it is thrown
 * in several stores in turn, those of the other stores may stand in front.
 */
public final class WasmBacktrace extends Throwable {
    private static final long serialVersionUID = 1;

    /** An exception of a class is looked at for its stack trace once if it has one: making it takes longer than throwing. */
    private static final int UNKNOWN = 0;
    private static final int WITH_TRACE = 1;
    private static final int SOME_WITHOUT_TRACE = 2;
    /** What is known of classes of exceptions; as an array, because what a class of others holds must not keep ours. */
    private static final ClassValue<int[]> KNOWN = new ClassValue<>() {
        @Override
        protected int[] computeValue(Class<?> type) {
            return new int[] {UNKNOWN};
        }
    };

    private List<WasmFrame> frames = List.of();
    private int framesLeftOut;
    private transient LeftFrames left;

    private WasmBacktrace() {
        super("thrown through WebAssembly", null, false, true);
    }

    /** There is no Java code that it belongs to. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // does nothing
    public Throwable fillInStackTrace() {
        return this;
    }

    /**
     * The Wasm functions that an exception has left, innermost first; empty if it has left none, or does not tell:
     *
     * <pre>{@code
     * try {
     *     func.call();
     * } catch (RuntimeException e) {
     *     for (WasmFrame frame : WasmBacktrace.of(e)) {
     *         System.err.println(frame.functionName());
     *     }
     * }
     * }</pre>
     *
     * <p>Of a {@link Trap} and a {@link WasmThrown} these are their own frames.
     */
    public static List<WasmFrame> of(Throwable thrown) {
        if (thrown instanceof Trap trap) {
            return trap.frames();
        }
        if (thrown instanceof WasmThrown exception) {
            return exception.frames();
        }
        WasmBacktrace found = in(thrown);
        return found == null ? List.of() : found.frames();
    }

    /** The Wasm functions, innermost first. Host functions between them are not listed. */
    public List<WasmFrame> frames() {
        return frames;
    }

    /** How many outer frames are not in {@link #frames}. */
    public int framesLeftOut() {
        return framesLeftOut;
    }

    private static WasmBacktrace in(Throwable thrown) {
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (suppressed instanceof WasmBacktrace found) {
                return found;
            }
        }
        return null;
    }

    /**
     * Notes in an exception of the host that it has left functions, if it takes that.
     *
     * @param functions asked only if it does
     */
    static void note(Throwable thrown, Supplier<LeftFrames> functions) {
        if (thrown instanceof VirtualMachineError || comesWithoutTrace(thrown)) {
            return;
        }
        synchronized (thrown) {
            WasmBacktrace known = in(thrown);
            if (known == null) {
                known = new WasmBacktrace();
                thrown.addSuppressed(known);
                if (in(thrown) == null) {
                    return;
                }
            }
            known.set(functions.get().after(known.left));
        }
    }

    private void set(LeftFrames now) {
        left = now;
        frames = now.frames();
        framesLeftOut = now.leftOut();
        setStackTrace(now.elements());
    }

    private static boolean comesWithoutTrace(Throwable thrown) {
        int[] known = KNOWN.get(thrown.getClass());
        if (known[0] == WITH_TRACE) {
            return false;
        }
        boolean isWithout = hasNoTrace(thrown);
        known[0] = isWithout ? SOME_WITHOUT_TRACE : known[0] == UNKNOWN ? WITH_TRACE : known[0];
        return isWithout;
    }

    /** The exception is the host's, and may have a method of its own that fails: what was thrown must reach the caller all the same. */
    private static boolean hasNoTrace(Throwable thrown) {
        try {
            StackTraceElement[] trace = thrown.getStackTrace();
            return trace == null || trace.length == 0;
        } catch (RuntimeException e) {
            return true;
        }
    }
}
