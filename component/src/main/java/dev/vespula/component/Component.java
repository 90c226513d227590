package dev.vespula.component;

import dev.vespula.Engine;
import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.instantiate.ComponentCode;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.validate.ComponentValidator;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.ExternType;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.spi.TextFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.ServiceLoader;

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
        if (!TextFormat.isText(bytes)) {
            return ofBinary(engine, bytes);
        }
        TextFormat format = ServiceLoader.load(TextFormat.class, TextFormat.class.getClassLoader()).findFirst().orElseThrow(
                () -> new MalformedException("this is text, and vespula-text is not on the class path", 0));
        byte[] binary = format.encode(name, bytes);
        try {
            return ofBinary(engine, binary);
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

    private static Component ofBinary(Engine engine, byte[] binary) {
        ComponentModel model = ComponentDecoder.decode(binary, ComponentFeatures.DEFAULT);
        return new Component(engine, new ComponentCode(ComponentValidator.validate(engine, model, ComponentFeatures.DEFAULT)),
                binary);
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
     * A component that is a resource of an application.
     *
     * @param anchor a class whose class loader finds the resource
     * @param name   as for {@link Class#getResource}: beside the class, or, with a '/' at the beginning, from the root
     * @throws IOException     if there is no such resource, or it cannot be read
     * @throws ModuleException if it is no component, is invalid, or exceeds a limit
     */
    public static Component ofResource(Engine engine, Class<?> anchor, String name) throws IOException {
        try (InputStream resource = anchor.getResourceAsStream(name)) {
            if (resource == null) {
                throw new FileNotFoundException("no resource " + PrintableName.of(name) + " is found from " + anchor.getName());
            }
            return of(engine, name, resource.readAllBytes());
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
