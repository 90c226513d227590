package dev.vespula.compiler.tier;

import dev.vespula.Config;
import dev.vespula.PrecompiledException;
import dev.vespula.Tier;
import dev.vespula.compiler.code.VectorCode;
import dev.vespula.compiler.image.CacheFolder;
import dev.vespula.compiler.image.CodeImage;
import dev.vespula.compiler.image.CodeJar;
import dev.vespula.compiler.image.Hashes;
import dev.vespula.compiler.image.Traits;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ModuleCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The cache of an engine: finds compiled code of modules in a folder and keeps it there. Thread-safe. */
final class ModuleCache {
    private final Config config;
    /** Null if there is no cache. */
    private final CacheFolder folder;
    /** Modules of which more is compiled than is in the folder. */
    private final Set<CompiledModule> changed = new LinkedHashSet<>();
    private final Object saving = new Object();
    private boolean isClosed;
    private Traits traits;
    private final VectorCode vectors;

    /** How much of a module's code is kept together. */
    enum Extent {
        /** All functions. */
        WHOLE,
        /** Those that ran often. */
        PART
    }

    /** The cache that the configuration asks for, which may be none. */
    ModuleCache(EngineState engine) {
        config = engine.config;
        this.folder = config.cache().map(path -> new CacheFolder(path, config.maxCacheBytes())).orElse(null);
        this.vectors = folder == null ? VectorCode.best(engine.policy) : VectorCode.LANES;
    }

    /** How code computes with vectors: what is kept in files must run in JVMs that have no more than Java 17. */
    VectorCode vectors() {
        return vectors;
    }

    /** Whether code of whole modules is kept. */
    boolean keepsWholes() {
        return folder != null && config.tier() == Tier.COMPILED && config.codeUse() == Config.CodeUse.FROM_FIRST_CALL;
    }

    /** Whether functions are kept that ran often. */
    boolean keepsParts() {
        return folder != null && !keepsWholes();
    }

    /** What the code of the engine depends on. */
    synchronized Traits traits() {
        if (traits == null) {
            traits = Traits.of(config);
        }
        return traits;
    }

    private String key(ModuleCode module, Extent extent) {
        return HexFormat.of().formatHex(Hashes.of(module.hash(),
                (extent.name().toLowerCase(Locale.ROOT) + traits().values()).getBytes(StandardCharsets.UTF_8)));
    }

    /** The code of a module, or null. */
    CodeImage find(ModuleCode module, Extent extent) {
        String key = key(module, extent);
        byte[] jar = folder.read(key);
        if (jar == null) {
            return null;
        }
        try {
            return CodeJar.read(jar, traits()).image();
        } catch (PrecompiledException e) {
            // Damaged. Whoever compiles the module puts something right in its place.
            folder.delete(key);
            return null;
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    /** Keeps the code of a module. */
    void keep(ModuleCode module, Extent extent, CodeImage image) {
        try {
            byte[] jar = CodeJar.write(image, traits(), module.hash(), null, CodeJar.Packing.PLAIN);
            folder.write(key(module, extent), jar);
        } catch (OutOfMemoryError e) {
            // The program may go on without: only the copy for the file did not find room.
        }
    }

    /** More of a module was compiled. */
    void changed(CompiledModule module) {
        synchronized (changed) {
            if (!isClosed) {
                changed.add(module);
            }
        }
    }

    /** Writes what is to be written, and nothing from now on. */
    void close() {
        synchronized (changed) {
            isClosed = true;
        }
        save();
    }

    /** Writes the code of modules of which more was compiled since the last time. */
    void save() {
        // Whoever comes second waits: everything is written when a call is over.
        synchronized (saving) {
            List<CompiledModule> modules;
            synchronized (changed) {
                modules = new ArrayList<>(changed);
                changed.clear();
            }
            for (CompiledModule module : modules) {
                keep(module.module(), Extent.PART, module.image());
            }
        }
    }
}
