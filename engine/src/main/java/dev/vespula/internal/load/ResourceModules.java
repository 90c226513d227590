package dev.vespula.internal.load;

import dev.vespula.PrecompiledException;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.CodeFiles;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleTitle;
import dev.vespula.internal.runtime.PackedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/**
 * Modules among and within the resources that a class loader finds, with the code that a build has compiled them to. The code is
 * found by the hash of the module: so it is that of this module, whatever else is on the class path.
 */
public final class ResourceModules {
    private final EngineState engine;
    private final PackagedResource resource;

    private ResourceModules(EngineState engine, PackagedResource resource) {
        this.engine = engine;
        this.resource = resource;
    }

    /** The module that a resource is. */
    public static ModuleCode load(EngineState engine, PackagedResource resource) {
        // What is text was not compiled: plugins write binaries.
        var text = TextModules.of(resource.path(), resource.bytes());
        return text == null ? load(engine, resource, resource.bytes())
                : ModuleLoader.load(engine, ModuleTitle.ofFile(resource.path()), resource.bytes(), text);
    }

    /** A binary module that is within a resource. */
    public static ModuleCode load(EngineState engine, PackagedResource resource, byte[] module) {
        ModuleCode code = engine.tier.mayCompile() ? new ResourceModules(engine, resource).ahead(module) : null;
        return code == null ? ModuleLoader.load(engine, ModuleTitle.ofFile(resource.path()), module, null) : code;
    }

    /**
     * A module with the first code that is for engines like this one; null if there is none.
     *
     * @throws UncheckedIOException if the code cannot be read
     */
    private ModuleCode ahead(byte[] module) {
        byte[] hash = ModuleCode.hash(module);
        List<URL> indices = indices(hash);
        if (indices.isEmpty() || !engine.tier.hasCompiler()) {
            return null;
        }
        PrecompiledException refusal = null;
        for (URL index : indices) {
            try {
                return ModuleLoader.loadAhead(engine, ModuleTitle.ofFile(resource.path()), new Found(index, hash, module));
            } catch (PrecompiledException e) {
                refusal = refusal == null ? e : refusal;
            }
        }
        System.getLogger("dev.vespula").log(System.Logger.Level.WARNING,
                "the code of " + PrintableName.of(resource.path())
                        + " that the build has compiled is not used, and the module runs as if"
                        + " there were none: " + refusal.getMessage());
        return null;
    }

    private List<URL> indices(byte[] hash) {
        try {
            return Collections.list(resource.loader().getResources(ResourceNames.code(hash, PackedFile.INDEX)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] read(String name) throws IOException {
        return PackagedResource.read(resource.loader(), name);
    }

    /** The files of one module. */
    private final class Found implements CodeFiles {
        private final URL index;
        private final byte[] hash;
        private final byte[] module;

        Found(URL index, byte[] hash, byte[] module) {
            this.index = index;
            this.hash = hash;
            this.module = module;
        }

        @Override
        public byte[] content(String name) {
            try {
                return switch (name) {
                    case PackedFile.INDEX -> readIndex();
                    case PackedFile.MODULE -> module;
                    default -> readClass(name);
                };
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] readIndex() throws IOException {
            try (InputStream in = index.openStream()) {
                return in.readAllBytes();
            }
        }

        private byte[] readClass(String name) throws IOException {
            byte[] content = read(name);
            return content == null ? read(ResourceNames.code(hash, name)) : content;
        }
    }
}
