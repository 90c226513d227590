package dev.vespula.spark.internal.module;

import dev.vespula.udf.UdfFunction;
import dev.vespula.udf.WasmUdfs;

/** A module that travels with the tasks. */
public record CarriedModule(WasmUdfs udfs) implements ModuleOrigin {
    @Override
    public boolean equals(Object other) {
        return other instanceof CarriedModule same && (same.udfs == udfs || same.name().equals(name()));
    }

    @Override
    public int hashCode() {
        return udfs.digest().hashCode();
    }

    /** Names tell module, limits and what becomes of errors. */
    private String name() {
        return udfs.functions().stream().map(UdfFunction::canonicalName).toList().toString();
    }
}
