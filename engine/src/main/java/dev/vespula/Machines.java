package dev.vespula;

import dev.vespula.internal.interp.Machine;
import dev.vespula.internal.runtime.BodyCompiler;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.Executor;
import dev.vespula.internal.translate.OperatorCosts;
import dev.vespula.internal.translate.Translator;
import dev.vespula.internal.translate.TranslatorOptions;

/** The parts of an engine that come from the packages that depend on the runtime. */
final class Machines {
    private Machines() {
    }

    /** The interpreter. */
    static Executor interpreter(EngineState engine) {
        return new Machine(engine, new WasmThrown.Carrier());
    }

    /** What translates function bodies. */
    static BodyCompiler translator(Config config) {
        TranslatorOptions options = config.isMetered()
                ? new TranslatorOptions(OperatorCosts.of(config.fuelCosts().operators()))
                : TranslatorOptions.DEFAULT;
        return (module, function) -> Translator.translate(module.model, function, options);
    }
}
