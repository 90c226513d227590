package dev.vespula.compiler.tier;

import dev.vespula.Config;
import dev.vespula.PrecompiledException;
import dev.vespula.Tier;
import dev.vespula.compiler.image.CodeImage;
import dev.vespula.compiler.image.CodeJar;
import dev.vespula.compiler.image.Traits;
import dev.vespula.compiler.plan.LoopNest;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.runtime.AheadCode;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.CodeFiles;
import dev.vespula.internal.runtime.CodeProfile;
import dev.vespula.internal.runtime.CompiledTier;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.validate.NeededFeatures;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** The compiled tier of an engine: counts what runs often and compiles it in the background, or everything at once. */
public final class BackgroundTier extends CompiledTier {
    /**
     * For each loop of a function that can be entered the next one waits so many times longer: the code of a loop is that of the
     * whole function once more. That of Lua's interpreter was compiled six times.
     */
    private static final int LOOP_STEP = 8;

    private final ShapeLoader shapes = new ShapeLoader();
    private final HeatPolicy heat;
    private final ModuleCache cache;
    private final CompileQueue queue;
    private final Tier tier;
    private final boolean isEager;

    private volatile boolean hasCode;

    /** The tier of an engine. */
    public BackgroundTier(EngineState engine) {
        isEager = engine.config.codeUse() == Config.CodeUse.FROM_FIRST_CALL;
        tier = engine.config.tier();
        heat = HeatPolicy.of(engine.policy);
        cache = new ModuleCache(engine);
        queue = new CompileQueue(engine.policy, heat, cache::save);
    }

    /** What compiling lacks, or null. */
    public static String missing() {
        return Assembler.isPresent() ? null : Assembler.MISSING;
    }

    private CompiledModule module(ModuleCode module) {
        CompiledModule known = (CompiledModule) module.compiled;
        if (known != null) {
            return known;
        }
        synchronized (module) {
            if (module.compiled == null) {
                hasCode = true;
                module.compiled = new CompiledModule(module, shapes, cache);
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
    public int sample(FunctionCode code, int pc, int statements) {
        heat.sampled(code, statements);
        if (code.compiled() == null) {
            requestIfHot(code);
        } else if (code.heat >= heat.least) {
            requestLoop(code, pc);
        }
        return nextInterval(heat.interval);
    }

    @Override
    public void called(FunctionCode code) {
        heat.called(code);
        requestIfHot(code);
    }

    private void requestIfHot(FunctionCode code) {
        if (!heat.isHot(code)) {
            return;
        }
        CompiledModule known = (CompiledModule) code.module.compiled;
        boolean isWaiting = known != null && known.isWaiting(code);
        if (isWaiting && !heat.isWarm(code)) {
            return;
        }
        heat.forget(code);
        if (isWaiting) {
            known.use(code);
        } else if (Assembler.isPresent()) {
            queue.add(module(code.module), code);
        }
    }

    /**
     * A frame is still interpreted although its function is compiled: in a loop it can change over. A loop whose beginning is
     * met is certainly one that goes round; the innermost one around the position may be entered once and left at once. The
     * loop of Lua's interpreter is in several others: it is found after 0.1 s instead of 5 s.
     */
    private void requestLoop(FunctionCode code, int pc) {
        boolean isBeginning = Ir.op(code.ir().code()[pc]) == Ir.LOOP;
        if (!isBeginning && code.heat < 2 * heat.least) {
            return;
        }
        // Also if there is no loop: looking for one takes as long as the interpreter from one sample to the next.
        code.heat = -LOOP_STEP * code.compiledLoops * heat.least;
        int loop = isBeginning ? pc : LoopNest.innermost(code.ir(), pc);
        if (loop >= 0 && Assembler.isPresent()) {
            queue.addLoop(module(code.module), code, loop);
        }
    }

    @Override
    public void install(FunctionCode code) {
        CompiledModule known = (CompiledModule) code.module.compiled;
        if (known != null) {
            known.install(code);
        }
    }

    @Override
    public void loosen(ModuleCode module) {
        CompiledModule compiled = module(module);
        if (compiled.isLoosening()) {
            queue.addLoosening(compiled);
        }
    }

    @Override
    public boolean mayCompile() {
        return true;
    }

    @Override
    public boolean hasCode() {
        return hasCode;
    }

    @Override
    public void loaded(ModuleCode module) {
        if (!isEager || tier != Tier.COMPILED) {
            return;
        }
        if (cache.keepsWholes() && ModuleCompiler.admitsAll(module)) {
            CodeImage image = ModuleCompiler.compileAll(module, CodeProfile.NONE, cache.traits());
            module(module).adopt(image);
            cache.keep(module, ModuleCache.Extent.WHOLE, image);
            return;
        }
        module(module).compile(functions(module));
    }

    /** The functions of a module that are not imported. */
    static List<FunctionCode> functions(ModuleCode module) {
        List<FunctionCode> all = new ArrayList<>();
        for (int index = module.importedFunctionCount(); index < module.functionCount(); index++) {
            all.add(module.code(index));
        }
        return all;
    }

    // ---- code from other processes

    @Override
    public boolean recall(ModuleCode module) {
        CodeImage image = cache.keepsWholes() ? cache.find(module, ModuleCache.Extent.WHOLE) : null;
        if (image != null) {
            module(module).adopt(image);
        }
        return image != null;
    }

    @Override
    public byte[] compileAhead(ModuleCode module, CodeProfile profile) {
        // An invalid function, which the mode may have left to be found later, is an error here.
        module.translateAll();
        profile.require(module);
        Traits traits = cache.traits().needing(NeededFeatures.of(module.bytes(), module.model.features()));
        return CodeJar.write(ModuleCompiler.compileAll(module, profile, traits), traits, module.hash(), module.bytes(),
                CodeJar.Packing.COMPRESSED);
    }

    @Override
    public AheadCode openAhead(CodeFiles files) {
        CodeJar jar = CodeJar.read(files, cache.traits(), SharedCode::isThere);
        if (jar.module() == null) {
            throw new PrecompiledException(PrecompiledException.Reason.NOT_PRECOMPILED,
                    "a file of a cache, which has the code of a module but not the module");
        }
        return new AheadCode() {
            @Override
            public byte[] module() {
                return jar.module();
            }

            @Override
            public void install(ModuleCode module) {
                BackgroundTier.this.module(module).adopt(jar.image());
            }
        };
    }

    @Override
    public void close() {
        queue.close();
        cache.close();
    }
}
