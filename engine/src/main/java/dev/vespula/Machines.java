package dev.vespula;

import dev.vespula.internal.interp.Machine;
import dev.vespula.internal.ir.FrameTypes;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.runtime.BodyCompiler;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.Executor;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.CompiledTier;
import dev.vespula.internal.translate.NanResults;
import dev.vespula.internal.translate.OperatorCosts;
import dev.vespula.internal.translate.Translator;
import dev.vespula.internal.translate.TranslatorOptions;
import dev.vespula.internal.validate.StopCheck;
import java.util.function.Function;

/**
 * The parts of an engine that come from the packages that depend on the runtime. Classes rather than lambdas: making the
 * first lambdas of a process takes 4 ms of its start.
 */
final class Machines {
    private Machines() {
    }

    /** Makes the interpreter. */
    static final class Interpreter implements Function<EngineState, Executor> {
        @Override
        public Executor apply(EngineState engine) {
            return new Machine(engine, new WasmThrown.Carrier());
        }
    }

    /** Makes the compiled tier. */
    static final class Tiers implements Function<EngineState, CompiledTier> {
        @Override
        public CompiledTier apply(EngineState engine) {
            return switch (engine.config.tier()) {
                case INTERPRETER -> CompiledTier.NONE;
                case AUTO -> DeferredTier.of(engine);
                case COMPILED -> DeferredTier.required(engine);
            };
        }
    }

    /** What translates function bodies. */
    static BodyCompiler translator(Config config) {
        TranslatorOptions options = new TranslatorOptions(
                config.isMetered() ? OperatorCosts.of(config.fuelCosts().operators()) : null,
                config.isDeterministic() ? NanResults.CANONICAL : NanResults.AS_COMPUTED);
        return new Compiler(new Translator(options));
    }

    private record Compiler(Translator translator) implements BodyCompiler {
        @Override
        public IrFunction translate(ModuleCode module, int function, StopCheck stop) {
            return translator.translate(module.model, function, stop);
        }

        @Override
        public FrameTypes[] references(ModuleCode module, int function, int[] positions) {
            return translator.references(module.model, function, positions);
        }
    }
}
