package dev.vespula.spark.internal.function;

import dev.vespula.spark.internal.task.FunctionUse;
import org.apache.spark.sql.types.DataType;

/** A function of numbers whose result is true or false. Nothing is boxed. */
public final class BooleanScalar extends BoundScalar {
    private static final long serialVersionUID = 1;

    BooleanScalar(FunctionUse use, DataType[] inputTypes) {
        super(use, inputTypes);
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    public boolean invoke() {
        return call().callI32() != 0;
    }

    public boolean invoke(int a) {
        return call().callI32(a) != 0;
    }

    public boolean invoke(int a, int b) {
        return call().callI32(a, b) != 0;
    }

    public boolean invoke(int a, int b, int c) {
        return call().callI32(a, b, c) != 0;
    }

    public boolean invoke(long a) {
        return call().callI32(a) != 0;
    }

    public boolean invoke(long a, long b) {
        return call().callI32(a, b) != 0;
    }

    public boolean invoke(double a) {
        return call().callI32(a) != 0;
    }

    public boolean invoke(double a, double b) {
        return call().callI32(a, b) != 0;
    }
}
