package dev.vespula;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Execution trapped. Carries no Java stack trace (traps are part of normal use and must be cheap) but the backtrace of
 * the Wasm functions that were active, innermost first. Host functions may throw one to trap.
 */
public final class Trap extends WasmException {
    private static final long serialVersionUID = 1;

    private final TrapCode code;
    private final transient List<WasmFrame> frames;
    private final String detail;

    /** A trap with the code's message. */
    public Trap(TrapCode code) {
        this(code, code.message());
    }

    /** A trap with a more precise message. */
    public Trap(TrapCode code, String message) {
        this(code, message, List.of(), null);
    }

    private Trap(TrapCode code, String detail, List<WasmFrame> frames, Throwable cause) {
        super("wasm trap: " + detail + listing(frames), cause, true, false);
        this.code = Objects.requireNonNull(code, "code");
        this.detail = detail;
        this.frames = frames;
    }

    /** The frames as lines of a message. */
    static String listing(List<WasmFrame> frames) {
        StringBuilder text = new StringBuilder();
        for (WasmFrame frame : frames) {
            text.append("\n  at ").append(frame);
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

    /** The Wasm functions that were active, innermost first. Host functions between them are not listed. */
    public List<WasmFrame> frames() {
        return frames == null ? List.of() : frames;
    }

    /** The same trap with further, outer frames at the end of its backtrace. */
    public Trap withFrames(List<WasmFrame> outer) {
        if (outer.isEmpty()) {
            return this;
        }
        List<WasmFrame> all = new ArrayList<>(frames());
        all.addAll(outer);
        Trap copy = new Trap(code, detail, List.copyOf(all), getCause());
        for (Throwable suppressed : getSuppressed()) {
            copy.addSuppressed(suppressed);
        }
        return copy;
    }
}
