package dev.vespula.spark.internal.function;

import dev.vespula.spark.internal.task.FunctionUse;
import org.apache.spark.sql.types.DataType;

/** A function of numbers whose result is a double. Nothing is boxed. */
public final class DoubleScalar extends BoundScalar {
    private static final long serialVersionUID = 1;

    DoubleScalar(FunctionUse use, DataType[] inputTypes) {
        super(use, inputTypes);
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    public double invoke(double a) {
        return call().callF64(a);
    }

    public double invoke(double a, double b) {
        return call().callF64(a, b);
    }

    public double invoke(double a, double b, double c) {
        return call().callF64(a, b, c);
    }

    public double invoke(double a, double b, double c, double d) {
        return call().callF64(a, b, c, d);
    }
}
