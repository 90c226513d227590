package dev.vespula;

import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.LeftFrames;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.ValueWindow;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A WebAssembly exception: a {@link Tag} and the values that the tag says it carries. It leaves a call from Java when no
 * Wasm code catches it, and a host function may throw one for the Wasm code that called it to catch:
 *
 * <pre>{@code
 * try {
 *     function.call();
 * } catch (WasmThrown thrown) {
 *     if (!thrown.is(notFound)) {
 *         throw thrown;
 *     }
 *     int key = thrown.values().get(0).i32();
 * }
 *
 * throw new WasmThrown(notFound, 42);
 * }</pre>
 *
 * <p>It is also what a reference to an exception (exnref) is in Java. Two objects are equal when they stand for the same
 * exception; two exceptions with equal tags and values are not the same. Carries no frames of Java, since throwing is part
 * of normal execution: its stack trace are the Wasm functions that it has left.
 *
 * <p>Belongs to the store of its tag; for Wasm code of another store it is an exception like any other of the host, which
 * passes through.
 */
public final class WasmThrown extends WasmException {
    private static final long serialVersionUID = 1;

    private final transient ExceptionInstance exception;
    private final List<WasmFrame> frames;
    private final int framesLeftOut;
    private final transient LeftFrames left;
    /** What {@link #detail} says, once the values are in another process. */
    private String savedDetail;

    /**
     * Makes a new exception.
     *
     * @param tag    what it can be caught by
     * @param values the values it carries, as for {@link Func#call}
     * @throws IllegalArgumentException if number or types of the values are not those of the tag
     */
    public WasmThrown(Tag tag, @Nullable Object... values) {
        this(made(tag, values), List.of(), 0, null, null);
        exception.handle = this;
    }

    private WasmThrown(ExceptionInstance exception, List<WasmFrame> frames, int framesLeftOut, LeftFrames left,
            Throwable cause) {
        super(null, cause, true, true);
        this.exception = exception;
        this.frames = frames;
        this.framesLeftOut = framesLeftOut;
        this.left = left;
    }

    /** There are only Wasm functions in the stack trace. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // does nothing
    public Throwable fillInStackTrace() {
        return this;
    }

    /** What an exnref is in Java: always the same object for one exception. */
    static WasmThrown of(ExceptionInstance exception) {
        if (exception.handle == null) {
            exception.handle = anew(exception);
        }
        return (WasmThrown) exception.handle;
    }

    private static ExceptionInstance made(Tag tag, Object[] values) {
        Signature signature = tag.instance().signature;
        if (values.length != signature.params.length) {
            throw new IllegalArgumentException("an exception of type " + tag.type().type() + " carries "
                    + signature.params.length + " values but was given " + values.length);
        }
        ExceptionInstance made = ExceptionInstance.makeByHost(tag.instance());
        ValueWindow window = ValueWindow.of(made);
        for (int at = 0; at < values.length; at++) {
            try {
                window.put(signature.paramSlot(at), signature.params[at], values[at]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("value " + at + ": " + e.getMessage(), e);
            }
        }
        return made;
    }

    ExceptionInstance exception() {
        return exception;
    }

    /**
     * What it is caught by.
     *
     * @throws IllegalStateException if this was read by Java serialisation: tag and values stay with their store, the
     *                               message and the frames come along
     */
    public Tag tag() {
        return Tag.of(present().tag);
    }

    private ExceptionInstance present() {
        if (exception == null) {
            throw new IllegalStateException("the exception was serialised; its tag and values stayed with their store");
        }
        return exception;
    }

    /** Whether it can be caught by a tag. */
    public boolean is(Tag tag) {
        return exception != null && exception.tag == tag.instance();
    }

    /**
     * The values it carries.
     *
     * @throws IllegalStateException as {@link #tag}
     */
    public List<Val> values() {
        Signature signature = present().tag.signature;
        ValueWindow window = ValueWindow.of(exception);
        List<Val> values = new ArrayList<>(signature.params.length);
        for (int at = 0; at < signature.params.length; at++) {
            values.add(Val.of(window, signature.paramSlot(at), signature.params[at]));
        }
        return values;
    }

    /**
     * The Wasm functions that it has left since it was thrown last, innermost first. Host functions between them are not
     * listed.
     */
    public List<WasmFrame> frames() {
        return frames == null ? List.of() : frames;
    }

    /** The message without backtrace: the values. */
    public String detail() {
        return exception == null ? savedDetail : "exception " + values().stream().map(Val::describe).toList();
    }

    /** How many outer frames are not in {@link #frames}. */
    public int framesLeftOut() {
        return framesLeftOut;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        savedDetail = detail();
        out.defaultWriteObject();
    }

    @Override
    public String getMessage() {
        return "wasm " + detail() + Trap.leftOut(framesLeftOut);
    }

    /** Whether both stand for the same exception, whatever they have in their backtraces. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || exception != null && other instanceof WasmThrown thrown && thrown.exception == exception;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(exception);
    }

    /** A Java exception for an exception that was thrown once more. */
    static WasmThrown anew(ExceptionInstance exception) {
        return new WasmThrown(exception, List.of(), 0, null, null);
    }

    /** The same with further functions that it has left. */
    WasmThrown leaving(LeftFrames functions) {
        LeftFrames all = functions.after(left);
        WasmThrown copy = new WasmThrown(exception, all.frames(), all.leftOut(), all, getCause());
        copy.setStackTrace(all.elements());
        for (Throwable suppressed : getSuppressed()) {
            copy.addSuppressed(suppressed);
        }
        return copy;
    }
}
