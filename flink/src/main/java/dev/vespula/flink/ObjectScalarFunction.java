package dev.vespula.flink;

import dev.vespula.udf.Signature;
import dev.vespula.udf.WasmUdfs;

/** A function of any types; what generated code calls. {@link WasmScalarFunction#of} makes it. */
public final class ObjectScalarFunction extends WasmScalarFunction {
    private static final long serialVersionUID = 1;

    ObjectScalarFunction(WasmUdfs udfs, Signature signature) {
        super(udfs, signature);
    }

    @Override
    boolean isOfNumbers() {
        return false;
    }
}
