package dev.vespula.udf.internal.module;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.FuelCosts;
import dev.vespula.Linker;
import dev.vespula.udf.Signature;
import dev.vespula.udf.internal.plain.PlainModule;
import dev.vespula.udf.internal.task.GuestModule;
import java.lang.ref.WeakReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Modules by digest, engine and declarations, as long as somebody uses them: each is compiled once. Thread-safe. */
public final class UdfModules {
    private static final Map<Key, WeakReference<CompiledUdfs>> KNOWN = new HashMap<>();

    private UdfModules() {}

    /** Equal keys mean the same functions. The engine is held weakly by {@link EngineKey}. */
    private record Key(EngineKey engine, String digest, List<Signature> declared) {}

    /** An engine by identity, not kept alive. */
    private static final class EngineKey {
        private final WeakReference<Engine> engine;
        private final int hash;

        EngineKey(Engine engine) {
            this.engine = new WeakReference<>(engine);
            this.hash = System.identityHashCode(engine);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof EngineKey same && (same == this || engine.get() != null && engine.get() == same.engine.get());
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** Made when first wanted. */
    private static final class Shared {
        static final Engine ENGINE = Engine.of(config());
    }

    /** The engine that all of the process share. */
    public static Engine sharedEngine() {
        return Shared.ENGINE;
    }

    /** Its configuration: fuel is counted, and rows cost the same whether they are the first or not. */
    public static Config config() {
        return new Config().withFuel(Config.FuelMetering.ON).withFuelCosts(FuelCosts.standard().withFuelPerByteTranslated(0))
                .withDeterminism(Config.Determinism.ON);
    }

    /** Finds the module, or compiles it. */
    public static CompiledUdfs find(Engine engine, String digest, List<Signature> declared, Supplier<ModuleSource> source) {
        Key key = new Key(new EngineKey(engine), digest, declared);
        synchronized (KNOWN) {
            WeakReference<CompiledUdfs> known = KNOWN.get(key);
            CompiledUdfs found = known == null ? null : known.get();
            if (found == null) {
                KNOWN.values().removeIf(reference -> reference.get() == null);
                found = compile(engine, source.get(), declared);
                KNOWN.put(key, new WeakReference<>(found));
            }
            return found;
        }
    }

    private static CompiledUdfs compile(Engine engine, ModuleSource source, List<Signature> declared) {
        GuestModule guests = new PlainModule(new Linker<>(engine), source.module(engine), declared);
        return new CompiledUdfs(engine, guests);
    }

    /** SHA-256, in hexadecimal digits. */
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
