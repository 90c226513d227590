package dev.vespula.spark.internal.task;

import dev.vespula.spark.WasmFuel;
import dev.vespula.spark.internal.module.ModuleOrigin;
import dev.vespula.udf.OnError;
import dev.vespula.udf.UdfFunction;
import java.io.Serializable;

/**
 * A function as it travels to tasks: what it is, where its module comes from, and who counts its fuel. Equal for the same function, so
 * that Spark sees that two calls are one.
 */
public final class FunctionUse implements Serializable {
    private static final long serialVersionUID = 1;

    private final UdfFunction function;
    private final ModuleOrigin module;
    private final WasmFuel fuel;
    private final OnError onError;
    private final Determinism determinism;

    /** Whether the same arguments always give the same result. */
    public enum Determinism {
        /** They do: Spark may call it as often, and as early, as it likes. */
        DETERMINISTIC,
        /** They do not, say because the function counts its calls. */
        STATEFUL
    }

    public FunctionUse(UdfFunction function, ModuleOrigin module, WasmFuel fuel, OnError onError, Determinism determinism) {
        this.function = function;
        this.module = module;
        this.fuel = fuel;
        this.onError = onError;
        this.determinism = determinism;
    }

    public UdfFunction function() {
        return function;
    }

    public ModuleOrigin module() {
        return module;
    }

    public WasmFuel fuel() {
        return fuel;
    }

    public OnError onError() {
        return onError;
    }

    public boolean isDeterministic() {
        return determinism == Determinism.DETERMINISTIC;
    }

    /** The calls that belong to the task that runs in this thread; on the driver, to this thread. */
    public Guest guest() {
        return TaskGuests.guest(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FunctionUse same && same.function.equals(function) && same.module.equals(module)
                && same.determinism == determinism;
    }

    @Override
    public int hashCode() {
        return function.canonicalName().hashCode();
    }

    @Override
    public String toString() {
        return function.toString();
    }
}
