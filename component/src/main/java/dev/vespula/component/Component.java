package dev.vespula.component;

import dev.vespula.CompileOptions;
import dev.vespula.Engine;
import dev.vespula.MalformedException;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.instantiate.ComponentCode;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.validate.ComponentValidator;
import dev.vespula.component.internal.validate.CoreModules;
import dev.vespula.component.internal.validate.ValidComponent;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.ExternType;
import dev.vespula.internal.load.PackagedResource;
import dev.vespula.spi.TextFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * A component: decoded and validated, without state. It is instantiated by a {@link ComponentLinker}, in any store of the engine.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * Component component = Component.of(engine, Path.of("greeter.wasm"));
 * component.imports().forEach((name, type) -> System.out.println("imports " + name + ": " + type));
 * component.exports().forEach((name, type) -> System.out.println("exports " + name + ": " + type));
 * }</pre>
 */
public final class Component {
    private final Engine engine;
    private final ComponentCode code;
    /** The binary, which the code refers to anyway. */
    private final byte[] binary;

    private Component(Engine engine, ComponentCode code, byte[] binary) {
        this.engine = engine;
        this.code = code;
        this.binary = binary;
    }

    /**
     * A component, binary or, with {@code vespula-text} on the class path, in the text format.
     *
     * @throws MalformedException          if it is malformed, or is a module: that is for {@link dev.vespula.Module#of}
     * @throws dev.vespula.InvalidException if it is invalid
     */
    public static Component of(Engine engine, byte[] bytes) {
        return of(engine, "component", bytes);
    }

    /** As {@link #of(Engine, byte[])}, with a name for messages. */
    public static Component of(Engine engine, String name, byte[] bytes) {
        return of(engine, name, bytes, binary -> Module.of(engine, binary));
    }

    private static Component of(Engine engine, String name, byte[] bytes, CoreModules modules) {
        if (!TextFormat.isText(bytes)) {
            return ofBinary(engine, bytes, modules);
        }
        TextFormat format = ServiceLoader.load(TextFormat.class, TextFormat.class.getClassLoader()).findFirst().orElseThrow(
                () -> new MalformedException("this is text, and vespula-text is not on the class path", 0));
        byte[] binary = format.encode(name, bytes);
        try {
            return ofBinary(engine, binary, modules);
        } catch (ModuleException refusal) {
            throw refusal.offset() < 0 ? refusal : located(refusal, format, name, bytes);
        }
    }

    private static ModuleException located(ModuleException refusal, TextFormat format, String name, byte[] text) {
        try {
            return format.places(name, text).located(refusal);
        } catch (ModuleException unsupported) {
            // A text of parts that are not supported has no binary to find places in.
            return refusal;
        }
    }

    private static Component ofBinary(Engine engine, byte[] binary, CoreModules modules) {
        ComponentModel model = ComponentDecoder.decode(binary, ComponentFeatures.DEFAULT);
        return new Component(engine, new ComponentCode(ComponentValidator.validate(engine, modules, model,
                ComponentFeatures.DEFAULT)), binary);
    }

    /**
     * A component in a file.
     *
     * @throws IOException if it cannot be read
     */
    public static Component of(Engine engine, Path file) throws IOException {
        return of(engine, String.valueOf(file.getFileName()), Files.readAllBytes(file));
    }

    /**
     * A component that is a resource of an application, with the code to which the build has compiled its core modules: as
     * {@link Module#ofResource} has it. The plugins for Maven and Gradle put both into the artifact, and so does {@link #compileInto}.
     * What the engine writes itself for calls from component to component is compiled while the program runs.
     *
     * @param anchor a class whose class loader finds the resource
     * @param name   as for {@link Class#getResource}: beside the class, or, with a '/' at the beginning, from the root. The
     *               plugins make binaries of text, so that {@code src/main/wasm/app/service.wat} is found as {@code /app/service.wasm}
     * @throws IOException     if there is no such resource, or it cannot be read
     * @throws ModuleException if it is no component, is invalid, or exceeds a limit
     */
    public static Component ofResource(Engine engine, Class<?> anchor, String name) throws IOException {
        PackagedResource resource = PackagedResource.find(anchor, name);
        try {
            return of(engine, resource.path(), resource.bytes(), binary -> Module.of(engine, resource, binary));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Compiles the core modules within the component ahead of time, and writes the component and their code into a folder whose content
     * becomes part of an artifact, for {@link #ofResource}. For plugins of build tools; those for Maven and Gradle call this. Otherwise as
     * {@link Module#compileInto(Path, String, CompileOptions)}.
     *
     * @param folder made if it is not there
     * @param name   of the resource, from the root, with '/' between folders, such as {@code app/service.wasm}
     * @return the files, the component first
     * @throws IOException              if a file cannot be written
     * @throws IllegalArgumentException if the name leads out of the folder, or nowhere, or if the options have a profile, which is one of
     *                                  a single module
     * @throws IllegalStateException    if the engine has no compiler
     */
    public List<Path> compileInto(Path folder, String name, CompileOptions options) throws IOException {
        if (options.profile().isPresent()) {
            throw new IllegalArgumentException("a profile is of a module, and this is a component");
        }
        Set<Path> files = new LinkedHashSet<>();
        files.add(PackagedResource.write(folder, name, binary));
        compileInto(folder, options, code.valid(), files);
        return List.copyOf(files);
    }

    private static void compileInto(Path folder, CompileOptions options, ValidComponent component, Set<Path> files)
            throws IOException {
        for (Optional<Module> module : component.modules()) {
            if (module.isPresent()) {
                files.addAll(module.get().compileInto(folder, options));
            }
        }
        for (Optional<ValidComponent> nested : component.components()) {
            if (nested.isPresent()) {
                compileInto(folder, options, nested.get(), files);
            }
        }
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    ComponentCode code() {
        return code;
    }

    /** The SHA-256 hash of its binary. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(binary);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Its type. */
    public ComponentType type() {
        return code.valid().type();
    }

    /** What it needs, by name. */
    public Map<String, ExternType> imports() {
        return type().imports();
    }

    /** What it gives, by name. */
    public Map<String, ExternType> exports() {
        return type().exports();
    }
}
