package dev.vespula.spark.internal.function;

import dev.vespula.spark.internal.task.FunctionUse;
import org.apache.spark.sql.types.DataType;

/** A function of numbers whose result is an int. Nothing is boxed. */
public final class IntScalar extends BoundScalar {
    private static final long serialVersionUID = 1;

    IntScalar(FunctionUse use, DataType[] inputTypes) {
        super(use, inputTypes);
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    public int invoke() {
        return call().callI32();
    }

    public int invoke(int a) {
        return call().callI32(a);
    }

    public int invoke(int a, int b) {
        return call().callI32(a, b);
    }

    public int invoke(int a, int b, int c) {
        return call().callI32(a, b, c);
    }

    public int invoke(long a) {
        return call().callI32(a);
    }

    public int invoke(long a, long b) {
        return call().callI32(a, b);
    }

    public int invoke(double a) {
        return call().callI32(a);
    }

    public int invoke(double a, double b) {
        return call().callI32(a, b);
    }
}
