package dev.vespula.component.internal.model;

/** The built-in functions of the asynchronous part of the component model, with their codes. Binary.md, {@code canon}. */
public enum Builtin {
    TASK_CANCEL(0x05, "task.cancel"),
    SUBTASK_CANCEL(0x06, "subtask.cancel"),
    CONTEXT_GET(0x0A, "context.get"),
    CONTEXT_SET(0x0B, "context.set"),
    THREAD_YIELD(0x0C, "thread.yield"),
    SUBTASK_DROP(0x0D, "subtask.drop"),
    STREAM_NEW(0x0E, "stream.new"),
    STREAM_READ(0x0F, "stream.read"),
    STREAM_WRITE(0x10, "stream.write"),
    STREAM_CANCEL_READ(0x11, "stream.cancel-read"),
    STREAM_CANCEL_WRITE(0x12, "stream.cancel-write"),
    STREAM_DROP_READABLE(0x13, "stream.drop-readable"),
    STREAM_DROP_WRITABLE(0x14, "stream.drop-writable"),
    FUTURE_NEW(0x15, "future.new"),
    FUTURE_READ(0x16, "future.read"),
    FUTURE_WRITE(0x17, "future.write"),
    FUTURE_CANCEL_READ(0x18, "future.cancel-read"),
    FUTURE_CANCEL_WRITE(0x19, "future.cancel-write"),
    FUTURE_DROP_READABLE(0x1A, "future.drop-readable"),
    FUTURE_DROP_WRITABLE(0x1B, "future.drop-writable"),
    ERROR_CONTEXT_NEW(0x1C, "error-context.new"),
    ERROR_CONTEXT_DEBUG_MESSAGE(0x1D, "error-context.debug-message"),
    ERROR_CONTEXT_DROP(0x1E, "error-context.drop"),
    WAITABLE_SET_NEW(0x1F, "waitable-set.new"),
    WAITABLE_SET_WAIT(0x20, "waitable-set.wait"),
    WAITABLE_SET_POLL(0x21, "waitable-set.poll"),
    WAITABLE_SET_DROP(0x22, "waitable-set.drop"),
    WAITABLE_JOIN(0x23, "waitable.join"),
    BACKPRESSURE_INC(0x24, "backpressure.inc"),
    BACKPRESSURE_DEC(0x25, "backpressure.dec"),
    THREAD_INDEX(0x26, "thread.index"),
    THREAD_NEW_INDIRECT(0x27, "thread.new-indirect"),
    THREAD_RESUME_LATER(0x28, "thread.resume-later"),
    THREAD_SUSPEND(0x29, "thread.suspend"),
    THREAD_SUSPEND_THEN_RESUME(0x2A, "thread.suspend-then-resume"),
    THREAD_YIELD_THEN_RESUME(0x2B, "thread.yield-then-resume"),
    THREAD_SUSPEND_THEN_PROMOTE(0x2C, "thread.suspend-then-promote"),
    THREAD_YIELD_THEN_PROMOTE(0x2D, "thread.yield-then-promote");

    private final int code;
    private final String text;

    Builtin(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The code of its canonical definition. */
    public int code() {
        return code;
    }

    /** The name in the text format. */
    public String text() {
        return text;
    }
}
