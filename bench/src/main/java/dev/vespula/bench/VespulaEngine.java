package dev.vespula.bench;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Extern;
import dev.vespula.Feature;
import dev.vespula.Func;
import dev.vespula.Global;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Table;
import dev.vespula.Tag;
import dev.vespula.Tier;
import dev.vespula.V128;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.types.ExternType;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.ImportType;
import dev.vespula.types.MemoryType;
import dev.vespula.types.NumType;
import dev.vespula.types.TableType;
import dev.vespula.types.TagType;
import dev.vespula.types.ValType;
import dev.vespula.wasi.DotEntries;
import dev.vespula.wasi.Wasi;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Vespula as it comes, the default configuration; or in one tier, or with fuel metered. */
public class VespulaEngine implements BenchEngine {
    /** More than any case uses. */
    private static final long AMPLE_FUEL = Long.MAX_VALUE / 2;

    private static final FuncType CLOCK = FuncType.of().returning(ValType.I32);

    private final String name;
    private final Engine engine;

    /** The default configuration. */
    public VespulaEngine() {
        this("vespula", config());
    }

    private VespulaEngine(String name, Config config) {
        this.name = name;
        this.engine = Engine.of(config);
    }

    /** The defaults, with the proposals on that some programs of the start-up set need. */
    static Config config() {
        return new Config().with(TierPolicy.of(System.getProperties())).with(Feature.WIDE_ARITHMETIC).with(
                Feature.LEGACY_EXCEPTIONS);
    }

    /** The configuration of one of these engines. */
    static Config configOf(String name) {
        return ((VespulaEngine) ExecutionProcess.engine(name)).engine.config();
    }

    /** Vespula without its compiler. */
    public static final class Interpreted extends VespulaEngine {
        /** The default configuration, only interpreting. */
        public Interpreted() {
            super("vespula-interpreter", config().withTier(Tier.INTERPRETER));
        }
    }

    /** Vespula that compiles all functions at once. */
    public static final class Compiled extends VespulaEngine {
        /** The default configuration, everything compiled. */
        public Compiled() {
            super("vespula-compiled", config().withTier(Tier.COMPILED));
        }
    }

    /** The interpreter with fuel metered. */
    public static final class Metered extends VespulaEngine {
        /** The default configuration with fuel on, only interpreting. */
        public Metered() {
            super("vespula-interpreter-fuel", config().withTier(Tier.INTERPRETER).withFuel(Config.FuelMetering.ON));
        }
    }

    /** Compiled code with fuel metered. */
    public static final class CompiledMetered extends VespulaEngine {
        /** The default configuration with fuel on, everything compiled. */
        public CompiledMetered() {
            super("vespula-compiled-fuel", config().withTier(Tier.COMPILED).withFuel(Config.FuelMetering.ON));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Object decode(byte[] wasm) {
        return Module.of(engine, wasm);
    }

    @Override
    public Guest instantiate(Object module, Clock clock) {
        Linker<Void> linker = new Linker<>(engine);
        linker.func("env", "clock_ms", CLOCK, (caller, args) -> args.result(0, clock.milliseconds()));
        return new VespulaGuest(linker.instantiate(store(), (Module) module));
    }

    /** Instantiates a module in a store of its own; imported functions return zeros. */
    @Override
    public Object instantiateWithStubs(Object decoded) {
        Module module = (Module) decoded;
        Store<Void> store = store();
        List<Extern> imports = new ArrayList<>();
        for (ImportType one : module.imports()) {
            imports.add(stub(store, one.type()));
        }
        return Instance.of(store, module, imports);
    }

    @Override
    public int execute(Object module, ProgramSetting setting) throws IOException {
        Wasi.Builder builder = Wasi.builder().args(setting.args()).env(setting.env()).dotEntries(DotEntries.OMITTED)
                .stdout(setting.stdout()).stderr(setting.stderr());
        setting.folders().forEach((name, folder) -> builder.preopen(folder, name));
        if (setting.stdin() != null) {
            builder.stdin(Files.newInputStream(setting.stdin()));
        }
        try (Wasi wasi = builder.build()) {
            Linker<Void> linker = new Linker<>(engine);
            wasi.addTo(linker);
            return Wasi.run(linker.instantiate(store(), (Module) module));
        }
    }

    private Store<Void> store() {
        Store<Void> store = new Store<>(engine);
        if (engine.config().isMetered()) {
            store.setFuel(AMPLE_FUEL);
        }
        return store;
    }

    private static Extern stub(Store<Void> store, ExternType type) {
        if (type instanceof FuncType func) {
            return Func.of(store, func, (caller, args) -> {
                for (int i = 0; i < func.results().size(); i++) {
                    args.result(i, zero(func.results().get(i)));
                }
            });
        }
        if (type instanceof MemoryType memory) {
            return Memory.of(store, memory);
        }
        if (type instanceof TableType table) {
            return Table.of(store, table, null);
        }
        if (type instanceof GlobalType global) {
            return Global.of(store, global, zero(global.content()));
        }
        return Tag.of(store, ((TagType) type).type());
    }

    private static Object zero(ValType type) {
        if (type instanceof NumType number) {
            return switch (number) {
                case I32 -> 0;
                case I64 -> 0L;
                case F32 -> 0f;
                case F64 -> 0d;
                case V128 -> V128.ZERO;
            };
        }
        return null;
    }

    private record VespulaGuest(Instance instance) implements Guest {
        @Override
        public Function function(String export) {
            Func function = instance.func(export);
            List<ValType> params = function.type().params();
            if (params.isEmpty()) {
                return ignored -> result(function.call());
            }
            boolean wide = params.get(0).equals(ValType.I64);
            return argument -> result(wide ? function.call(argument) : function.call((int) argument));
        }

        @Override
        public void write(int address, byte[] data) {
            instance.memory("memory").write(Integer.toUnsignedLong(address), data);
        }

        private static Object result(Object[] results) {
            return results.length == 0 ? null : results[0];
        }
    }
}
