package dev.vespula.udf.internal.module;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.FuelCosts;
import dev.vespula.udf.BlockFormat;
import dev.vespula.udf.Signature;
import java.lang.ref.WeakReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** Modules by digest, engine and declarations, as long as somebody uses them: each is compiled once. Thread-safe. */
public final class UdfModules {
    private static final WeakCache<Binary, LoadedModule> LOADED = new WeakCache<>();
    private static final WeakCache<Key, CompiledUdfs> KNOWN = new WeakCache<>();

    private UdfModules() {}

    /** A module on an engine. */
    private record Binary(EngineKey engine, String digest) {}

    /** Equal keys mean the same functions. */
    private record Key(Binary binary, List<Signature> declared, BlockFormat format) {}

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
            return other instanceof EngineKey same && (same == this || engine.get() != null && engine.get() == same.engine
                    .get());
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
    public static CompiledUdfs find(Engine engine, String digest, List<Signature> declared, BlockFormat format,
            Supplier<ModuleSource> source) {
        Binary binary = new Binary(new EngineKey(engine), digest);
        return KNOWN.get(new Key(binary, declared, format), () -> {
            LoadedModule loaded = LOADED.get(binary, () -> LoadedModule.of(engine, source.get()));
            return new CompiledUdfs(engine, loaded, GuestModules.of(loaded, declared, format));
        });
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
