package dev.vespula.spark.internal.sql;

import dev.vespula.spark.WasmFuel;
import dev.vespula.spark.internal.function.WasmUnboundFunction;
import dev.vespula.spark.internal.module.ModuleOrigin;
import dev.vespula.spark.internal.task.FunctionUse;
import dev.vespula.spark.internal.task.FunctionUse.Determinism;
import dev.vespula.udf.UdfFunction;
import dev.vespula.udf.WasmUdfs;
import org.apache.spark.SparkContext;

/** A module that a session knows, and the fuel that its functions use. */
public final class Registration {
    private final ModuleOrigin module;
    private final WasmUdfs udfs;
    private final Determinism determinism;
    private final WasmFuel fuel = new WasmFuel();

    public Registration(SparkContext context, String name, ModuleOrigin module, Determinism determinism) {
        this.module = module;
        this.udfs = module.udfs();
        this.determinism = determinism;
        context.register(fuel, "wasm fuel: " + name);
    }

    public WasmUdfs udfs() {
        return udfs;
    }

    public WasmFuel fuel() {
        return fuel;
    }

    /** A function of the module. */
    public WasmUnboundFunction function(UdfFunction function) {
        return new WasmUnboundFunction(new FunctionUse(function, module, fuel, udfs.onError(), determinism));
    }
}
