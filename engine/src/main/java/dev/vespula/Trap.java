package dev.vespula;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Execution trapped. Carries no frames of Java (traps are part of normal use and must be cheap): its stack trace are
 * the Wasm functions that were active, innermost first. Host functions may throw one to trap.
 *
 * <pre>{@code
 * try {
 *     func.call();
 * } catch (Trap trap) {
 *     if (trap.code() != TrapCode.OUT_OF_FUEL) {
 *         throw trap;
 *     }
 * }
 * }</pre>
 */
public final class Trap extends WasmException {
    private static final long serialVersionUID = 1;

    private final TrapCode code;
    private final String detail;
    private List<WasmFrame> frames = List.of();
    private int framesLeftOut;
    /** Belongs to whoever tells {@link #left}: what it knows of the flight. */
    private transient Object flight;

    /** A trap with the code's message. */
    public Trap(TrapCode code) {
        this(code, code.message());
    }

    /** A trap with a more precise message. */
    public Trap(TrapCode code, String message) {
        super(null, null, true, true);
        this.code = Objects.requireNonNull(code, "code");
        this.detail = message;
    }

    /** There are only Wasm functions in the stack trace. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // does nothing
    public Throwable fillInStackTrace() {
        return this;
    }

    /** The message, with a word on frames that are left out. */
    @Override
    public String getMessage() {
        return "wasm trap: " + detail + leftOut(framesLeftOut);
    }

    /** What a message says of frames that are left out. */
    static String leftOut(int count) {
        return count == 0 ? "" : String.format(Locale.ROOT, " (%,d outer frames left out)", count);
    }

    /** Why. */
    public TrapCode code() {
        return code;
    }

    @Override
    public Optional<ExceededLimit> exceededLimit() {
        return Optional.ofNullable(switch (code) {
            case OUT_OF_FUEL -> ExceededLimit.FUEL;
            case DEADLINE_EXCEEDED -> ExceededLimit.TIME;
            case GROWTH_OPERATION_LIMITED, OUT_OF_SYSTEM_MEMORY -> ExceededLimit.MEMORY;
            case STACK_OVERFLOW -> ExceededLimit.CALL_STACK;
            case TOO_MANY_RESOURCES -> ExceededLimit.RESOURCES;
            default -> null;
        });
    }

    /** The message without prefix. */
    public String detail() {
        return detail;
    }

    /**
     * The Wasm functions that were active, innermost first; they are the elements of the {@linkplain #getStackTrace stack trace}, too. Host
     * functions between them are not listed; of a long backtrace the outer frames are left out.
     */
    public List<WasmFrame> frames() {
        return frames == null ? List.of() : frames;
    }

    /** How many outer frames are not in {@link #frames}. */
    public int framesLeftOut() {
        return framesLeftOut;
    }

    Object flight() {
        return flight;
    }

    /** It has left these functions until now. */
    void left(List<WasmFrame> functions, StackTraceElement[] elements, int leftOut, Object known) {
        frames = functions;
        framesLeftOut = leftOut;
        flight = known;
        setStackTrace(elements);
    }
}
