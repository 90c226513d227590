package dev.vespula;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Execution trapped. Carries no Java stack trace (traps are part of normal use and must be cheap) but the backtrace of
 * the Wasm functions that were active, innermost first. Host functions may throw one to trap.
 */
public final class Trap extends WasmException {
    private static final long serialVersionUID = 1;

    private final TrapCode code;
    private final List<WasmFrame> frames;
    private final int framesLeftOut;
    private final String detail;

    /** A trap with the code's message. */
    public Trap(TrapCode code) {
        this(code, code.message());
    }

    /** A trap with a more precise message. */
    public Trap(TrapCode code, String message) {
        this(code, message, List.of(), 0, null);
    }

    private Trap(TrapCode code, String detail, List<WasmFrame> frames, int framesLeftOut, Throwable cause) {
        super("wasm trap: " + detail + listing(frames, framesLeftOut), cause, true, false);
        this.code = Objects.requireNonNull(code, "code");
        this.detail = detail;
        this.frames = frames;
        this.framesLeftOut = framesLeftOut;
    }

    /** The frames as lines of a message. */
    static String listing(List<WasmFrame> frames, int leftOut) {
        StringBuilder text = new StringBuilder();
        for (WasmFrame frame : frames) {
            text.append("\n  at ").append(frame);
        }
        if (leftOut > 0) {
            text.append(String.format(Locale.ROOT, "\n  ... %,d more", leftOut));
        }
        return text.toString();
    }

    /** Why. */
    public TrapCode code() {
        return code;
    }

    /** The message without prefix and backtrace. */
    public String detail() {
        return detail;
    }

    /**
     * The Wasm functions that were active, innermost first. Host functions between them are not listed; of a long backtrace
     * the outer frames are left out.
     */
    public List<WasmFrame> frames() {
        return frames == null ? List.of() : frames;
    }

    /** How many outer frames are not in {@link #frames}. */
    public int framesLeftOut() {
        return framesLeftOut;
    }

    /** The same trap with further, outer frames at the end of its backtrace. */
    public Trap withFrames(List<WasmFrame> outer) {
        return withFrames(outer, 0);
    }

    /**
     * The same trap with further, outer frames at the end of its backtrace.
     *
     * @param leftOut how many more there are, which are only counted
     */
    public Trap withFrames(List<WasmFrame> outer, int leftOut) {
        if (outer.isEmpty() && leftOut == 0) {
            return this;
        }
        List<WasmFrame> all = new ArrayList<>(frames());
        all.addAll(outer);
        Trap copy = new Trap(code, detail, List.copyOf(all), framesLeftOut + leftOut, getCause());
        for (Throwable suppressed : getSuppressed()) {
            copy.addSuppressed(suppressed);
        }
        return copy;
    }
}
