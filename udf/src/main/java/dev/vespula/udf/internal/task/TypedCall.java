package dev.vespula.udf.internal.task;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.WrongMethodTypeException;

/** A function of numbers called through a handle, which goes from instance to instance. */
public final class TypedCall {
    private static final MethodHandle BEGIN;
    private static final MethodHandle FAILED;
    private static final MethodHandle END;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            BEGIN = lookup.findVirtual(TypedCall.class, "begin", MethodType.methodType(MethodHandle.class));
            FAILED = lookup.findVirtual(TypedCall.class, "failed", MethodType.methodType(void.class, Throwable.class));
            END = lookup.findVirtual(TypedCall.class, "end", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final CallCore core;
    private final RowBuffer row;
    private ScalarBody body;
    private MethodHandle raw;

    /** Whether the result is null is told in the row. */
    public TypedCall(CallCore core, RowBuffer row) {
        this.core = core;
        this.row = row;
    }

    /** Finds the function in the instance that there is now. */
    public void bind() {
        body = core.bind().scalar(core);
        raw = body.handle();
    }

    /** The function in the instance that there is now. */
    public ScalarBody body() {
        if (core.isStale()) {
            bind();
        }
        return body;
    }

    /** Types of the function that {@link #begin} returns; null if there is none. */
    public MethodType shape() {
        return raw == null ? null : raw.type();
    }

    /** Begins a row; what is returned is to be called. */
    public MethodHandle begin() {
        if (core.isStale()) {
            bind();
        }
        if (raw == null) {
            throw notOfNumbers();
        }
        row.isNull = false;
        core.begin(1);
        return raw;
    }

    public void end() {
        core.end(1);
    }

    public void failed(Throwable thrown) {
        if (thrown instanceof WrongMethodTypeException) {
            throw new IllegalArgumentException("other types than those of " + core.function(), thrown);
        }
        row.isNull = true;
        core.failed(thrown, 1);
    }

    /** All of this as one handle. */
    public MethodHandle handle() {
        if (raw == null) {
            throw notOfNumbers();
        }
        MethodType type = raw.type();
        MethodHandle begun = MethodHandles.foldArguments(MethodHandles.exactInvoker(type), BEGIN.bindTo(this));
        MethodHandle ended = MethodHandles.filterReturnValue(begun, ending(type.returnType()));
        MethodHandle failing = MethodHandles.filterReturnValue(FAILED.bindTo(this), MethodHandles.zero(type.returnType()));
        return MethodHandles.catchException(ended, Throwable.class, failing);
    }

    /** Takes a result, ends the row, and returns it. */
    private MethodHandle ending(Class<?> result) {
        return MethodHandles.foldArguments(MethodHandles.identity(result), MethodHandles.dropArguments(END.bindTo(this), 0,
                result));
    }

    private IllegalArgumentException notOfNumbers() {
        return new IllegalArgumentException("not a function of numbers alone: " + core.function());
    }
}
