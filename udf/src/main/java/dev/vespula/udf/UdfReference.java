package dev.vespula.udf;

import java.io.Serializable;
import java.util.function.Supplier;

/**
 * Functions without their module's bytes: for engines that bring files to where tasks run by ways of their own. Serializable and
 * immutable. Made by {@link WasmUdfs#reference}.
 *
 * <pre>{@code
 * UdfReference reference = udfs.reference();                       // travels
 * WasmUdfs there = reference.resolve(() -> bytesOfTheFile);
 * }</pre>
 */
public final class UdfReference implements Serializable {
    private static final long serialVersionUID = 1;

    private final UdfSettings settings;

    UdfReference(UdfSettings settings) {
        this.settings = settings;
    }

    /** SHA-256 of the module's bytes, in hexadecimal digits. */
    public String digest() {
        return settings.digest();
    }

    /** The name that was given; empty if none was. */
    public String name() {
        return settings.name();
    }

    /**
     * The functions. If the module is known in this process, its bytes are not asked for.
     *
     * @param bytes the module; may throw whatever it likes
     * @throws UdfException with {@link UdfErrorKind#MISSING_MODULE} if the bytes are those of another module
     */
    public WasmUdfs resolve(Supplier<byte[]> bytes) {
        return WasmUdfs.of(settings, bytes);
    }
}
