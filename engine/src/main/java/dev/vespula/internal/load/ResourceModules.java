package dev.vespula.internal.load;

import dev.vespula.PrecompiledException;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.CodeFiles;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleTitle;
import dev.vespula.internal.runtime.PackedFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/**
 * Modules among the resources that a class loader finds, with the code that a build has compiled them to. The code is
 * found by the hash of the module: so it is that of this module, whatever else is on the class path.
 */
public final class ResourceModules {
    private final EngineState engine;
    private final ClassLoader loader;

    private ResourceModules(EngineState engine, ClassLoader loader) {
        this.engine = engine;
        this.loader = loader;
    }

    /**
     * The module of a name.
     *
     * @param anchor whose class loader finds it, and beside which it is unless the name begins with '/'
     * @throws IOException if there is none, or it cannot be read
     */
    public static ModuleCode load(EngineState engine, Class<?> anchor, String name) throws IOException {
        String path = name.startsWith("/") ? name.substring(1) : anchor.getPackageName().replace('.', '/') + "/" + name;
        path = path.startsWith("/") ? path.substring(1) : path;
        ClassLoader loader = anchor.getClassLoader() == null ? ClassLoader.getSystemClassLoader() : anchor.getClassLoader();
        return new ResourceModules(engine, loader).load(path);
    }

    private ModuleCode load(String path) throws IOException {
        byte[] bytes = read(ResourceNames.module(path));
        bytes = bytes == null ? read(path) : bytes;
        if (bytes == null) {
            throw new FileNotFoundException("no resource " + PrintableName.of(path) + ", neither as it is nor in "
                    + ResourceNames.module("") + ", where the build plugins put modules");
        }
        // What is text was not compiled: plugins write binaries.
        var text = TextModules.of(path, bytes);
        ModuleCode code = text == null && engine.tier.mayCompile() ? ahead(path, bytes) : null;
        return code == null ? ModuleLoader.load(engine, ModuleTitle.ofFile(path), bytes, text) : code;
    }

    /** A module with the first code that is for engines like this one; null if there is none. */
    private ModuleCode ahead(String path, byte[] module) throws IOException {
        byte[] hash = ModuleCode.hash(module);
        List<URL> indices = Collections.list(loader.getResources(ResourceNames.code(hash, PackedFile.INDEX)));
        if (indices.isEmpty() || !engine.tier.hasCompiler()) {
            return null;
        }
        PrecompiledException refusal = null;
        for (URL index : indices) {
            try {
                return ModuleLoader.loadAhead(engine, ModuleTitle.ofFile(path), new Found(index, hash, module));
            } catch (PrecompiledException e) {
                refusal = refusal == null ? e : refusal;
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        System.getLogger("dev.vespula").log(System.Logger.Level.WARNING,
                "the code of " + PrintableName.of(path) + " that the build has compiled is not used, and the module runs as if"
                        + " there were none: " + refusal.getMessage());
        return null;
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        }
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
