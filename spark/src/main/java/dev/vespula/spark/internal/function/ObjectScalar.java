package dev.vespula.spark.internal.function;

import static dev.vespula.spark.internal.type.SqlValues.bytes;
import static dev.vespula.spark.internal.type.SqlValues.text;

import dev.vespula.spark.internal.task.FunctionUse;
import dev.vespula.udf.RowCall;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** A function of numbers, strings and bytes whose result is an object for Spark: a string, bytes, or anything that may be null. */
public final class ObjectScalar extends BoundScalar {
    private static final long serialVersionUID = 1;

    ObjectScalar(FunctionUse use, DataType[] inputTypes) {
        super(use, inputTypes);
    }

    public @Nullable Object invoke() {
        RowCall call = call();
        return run(call);
    }

    public @Nullable Object invoke(int a) {
        RowCall call = call();
        call.setInt(0, a);
        return run(call);
    }

    public @Nullable Object invoke(int a, int b) {
        RowCall call = call();
        call.setInt(0, a);
        call.setInt(1, b);
        return run(call);
    }

    public @Nullable Object invoke(long a) {
        RowCall call = call();
        call.setLong(0, a);
        return run(call);
    }

    public @Nullable Object invoke(long a, long b) {
        RowCall call = call();
        call.setLong(0, a);
        call.setLong(1, b);
        return run(call);
    }

    public @Nullable Object invoke(long a, long b, long c) {
        RowCall call = call();
        call.setLong(0, a);
        call.setLong(1, b);
        call.setLong(2, c);
        return run(call);
    }

    public @Nullable Object invoke(float a) {
        RowCall call = call();
        call.setFloat(0, a);
        return run(call);
    }

    public @Nullable Object invoke(float a, float b) {
        RowCall call = call();
        call.setFloat(0, a);
        call.setFloat(1, b);
        return run(call);
    }

    public @Nullable Object invoke(double a) {
        RowCall call = call();
        call.setDouble(0, a);
        return run(call);
    }

    public @Nullable Object invoke(double a, double b) {
        RowCall call = call();
        call.setDouble(0, a);
        call.setDouble(1, b);
        return run(call);
    }

    public @Nullable Object invoke(double a, double b, double c) {
        RowCall call = call();
        call.setDouble(0, a);
        call.setDouble(1, b);
        call.setDouble(2, c);
        return run(call);
    }

    public @Nullable Object invoke(@Nullable UTF8String a) {
        RowCall call = call();
        text(call, 0, a);
        return run(call);
    }

    public @Nullable Object invoke(@Nullable UTF8String a, @Nullable UTF8String b) {
        RowCall call = call();
        text(call, 0, a);
        text(call, 1, b);
        return run(call);
    }

    public @Nullable Object invoke(@Nullable UTF8String a, @Nullable UTF8String b, @Nullable UTF8String c) {
        RowCall call = call();
        text(call, 0, a);
        text(call, 1, b);
        text(call, 2, c);
        return run(call);
    }

    public @Nullable Object invoke(@Nullable UTF8String a, int b) {
        RowCall call = call();
        text(call, 0, a);
        call.setInt(1, b);
        return run(call);
    }

    public @Nullable Object invoke(@Nullable UTF8String a, long b) {
        RowCall call = call();
        text(call, 0, a);
        call.setLong(1, b);
        return run(call);
    }

    public @Nullable Object invoke(@Nullable UTF8String a, double b) {
        RowCall call = call();
        text(call, 0, a);
        call.setDouble(1, b);
        return run(call);
    }

    public @Nullable Object invoke(@Nullable UTF8String a, int b, int c) {
        RowCall call = call();
        text(call, 0, a);
        call.setInt(1, b);
        call.setInt(2, c);
        return run(call);
    }

    public @Nullable Object invoke(@Nullable UTF8String a, long b, long c) {
        RowCall call = call();
        text(call, 0, a);
        call.setLong(1, b);
        call.setLong(2, c);
        return run(call);
    }

    public @Nullable Object invoke(@Nullable UTF8String a, @Nullable UTF8String b, int c) {
        RowCall call = call();
        text(call, 0, a);
        text(call, 1, b);
        call.setInt(2, c);
        return run(call);
    }

    public @Nullable Object invoke(@Nullable UTF8String a, @Nullable UTF8String b, long c) {
        RowCall call = call();
        text(call, 0, a);
        text(call, 1, b);
        call.setLong(2, c);
        return run(call);
    }

    public @Nullable Object invoke(byte @Nullable [] a) {
        RowCall call = call();
        bytes(call, 0, a);
        return run(call);
    }

    public @Nullable Object invoke(byte @Nullable [] a, byte @Nullable [] b) {
        RowCall call = call();
        bytes(call, 0, a);
        bytes(call, 1, b);
        return run(call);
    }

    public @Nullable Object invoke(byte @Nullable [] a, int b) {
        RowCall call = call();
        bytes(call, 0, a);
        call.setInt(1, b);
        return run(call);
    }

    public @Nullable Object invoke(byte @Nullable [] a, long b) {
        RowCall call = call();
        bytes(call, 0, a);
        call.setLong(1, b);
        return run(call);
    }
}
