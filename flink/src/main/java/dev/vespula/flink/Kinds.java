package dev.vespula.flink;

import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.WasmUdfs;

/** Functions of a kind. */
final class Kinds {
    private Kinds() {}

    /** The signature of a function of a kind. */
    static Signature signature(WasmUdfs udfs, String function, FunctionKind kind) {
        Signature signature = udfs.function(function).signature();
        if (signature.kind() != kind) {
            throw new UdfException(UdfErrorKind.UNKNOWN_FUNCTION, function, "is of kind " + signature.kind() + ", not " + kind);
        }
        return signature;
    }
}
