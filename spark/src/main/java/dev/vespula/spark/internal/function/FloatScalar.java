package dev.vespula.spark.internal.function;

import dev.vespula.spark.internal.task.FunctionUse;
import org.apache.spark.sql.types.DataType;

/** A function of numbers whose result is a float. Nothing is boxed. */
public final class FloatScalar extends BoundScalar {
    private static final long serialVersionUID = 1;

    FloatScalar(FunctionUse use, DataType[] inputTypes) {
        super(use, inputTypes);
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    public float invoke(float a) {
        return call().callF32(a);
    }

    public float invoke(float a, float b) {
        return call().callF32(a, b);
    }
}
