package dev.vespula.compiler.tier;

import dev.vespula.Tier;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.CompiledTier;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Signature;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** The compiled tier of an engine: counts what runs often and compiles it in the background, or everything at once. */
public final class BackgroundTier extends CompiledTier {
    private final ShapeLoader shapes = new ShapeLoader();
    private final Thresholds thresholds = Thresholds.read();
    private final CompileQueue queue = new CompileQueue();
    private final boolean isEager;

    /** The tier of an engine. */
    public BackgroundTier(EngineState engine) {
        isEager = engine.config.tier() == Tier.COMPILED;
    }

    private CompiledModule module(ModuleCode module) {
        CompiledModule known = (CompiledModule) module.compiled;
        if (known != null) {
            return known;
        }
        synchronized (module) {
            if (module.compiled == null) {
                module.compiled = new CompiledModule(module, shapes);
            }
            return (CompiledModule) module.compiled;
        }
    }

    @Override
    public CallEntry entry(FunctionCode code) {
        CompiledModule known = (CompiledModule) code.module.compiled;
        CallEntry compiled = known == null ? null : known.entry(code);
        return compiled != null ? compiled : shapes.interpreted(code);
    }

    @Override
    public CallEntry hostEntry(HostFunctionInstance function) {
        return shapes.hosted(function);
    }

    @Override
    public MethodHandle call(Signature signature) {
        return shapes.call(signature);
    }

    @Override
    public int sample(FunctionCode code, int position) {
        int heat = ++code.heat;
        if (heat >= thresholds.samples()) {
            if (code.compiled() == null) {
                if (heat % thresholds.samples() == 0) {
                    request(code);
                }
            } else {
                requestLoop(code, position);
            }
        }
        return thresholds.interval();
    }

    @Override
    public void called(FunctionCode code) {
        int heat = ++code.heat;
        if (heat % thresholds.samples() == 0) {
            request(code);
        }
    }

    private void request(FunctionCode code) {
        queue.add(module(code.module), code);
    }

    /** A frame is still interpreted although its function is compiled: in a loop it can change over. */
    private void requestLoop(FunctionCode code, int position) {
        int loop = Loops.innermost(code.ir(null), position);
        if (loop >= 0) {
            queue.addLoop(module(code.module), code, loop);
        }
    }

    @Override
    public void loaded(ModuleCode module) {
        if (!isEager) {
            return;
        }
        List<FunctionCode> all = new ArrayList<>();
        for (int index = module.importedFunctionCount(); index < module.functionCount(); index++) {
            all.add(module.code(index));
        }
        CompiledModule compiled = module(module);
        compiled.compile(all);
        all.forEach(compiled::install);
    }

    @Override
    public void close() {
        queue.close();
    }
}
