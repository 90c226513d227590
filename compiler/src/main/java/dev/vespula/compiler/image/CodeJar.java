package dev.vespula.compiler.image;

import dev.vespula.PrecompiledException;
import dev.vespula.PrecompiledException.Reason;
import dev.vespula.internal.runtime.CodeFiles;
import dev.vespula.internal.runtime.PackedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An image as a jar file: a manifest for people, the index, the module if it is to be there, and the classes. Equal content
 * gives equal bytes.
 *
 * @param image  the code
 * @param module the module, or null if it is not there
 */
public record CodeJar(CodeImage image, byte[] module) {
    private static final String CLASS = ".class";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    // ---- writing

    /** How the content of a file is packed. */
    public enum Packing {
        /** As small as can be done at reasonable speed. */
        COMPRESSED(ZipEntry.DEFLATED),
        /** As it is: read at once. */
        PLAIN(ZipEntry.STORED);

        private final int method;

        Packing(int method) {
            this.method = method;
        }
    }

    /**
     * Writes an image.
     *
     * @param hash   of the module
     * @param module the module, or null to leave it out
     */
    public static byte[] write(CodeImage image, Traits traits, byte[] hash, byte[] module, Packing packing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(Deflater.DEFAULT_COMPRESSION);
            put(out, packing, JarFile.MANIFEST_NAME, manifest(traits, hash));
            put(out, packing, PackedFile.INDEX, ImageIndex.of(image, traits, hash, module).toBytes());
            if (module != null) {
                put(out, isDense(module) ? Packing.PLAIN : packing, PackedFile.MODULE, module);
            }
            for (ClassFile file : image.classes()) {
                put(out, packing, file.name() + CLASS, file.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Whether content shrinks by more than readers believe: a large module that is mostly zeros. */
    private static boolean isDense(byte[] content) {
        if (content.length < PackedFile.USUAL_BYTES / 2) {
            return false;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            byte[] part = new byte[1 << 16];
            while (!deflater.finished()) {
                deflater.deflate(part);
            }
            return deflater.getBytesWritten() < content.length / (PackedFile.USUAL_RATIO / 2);
        } finally {
            deflater.end();
        }
    }

    private static byte[] manifest(Traits traits, byte[] hash) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        traits.values().forEach((name, value) -> attributes.putValue("Vespula-" + name, value));
        attributes.putValue("Vespula-Module-SHA-256", HexFormat.of().formatHex(hash));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream out, Packing packing, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        entry.setMethod(packing.method);
        if (packing == Packing.PLAIN) {
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setCrc(crc.getValue());
            entry.setSize(content.length);
        }
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    // ---- reading

    /**
     * Reads an image with its classes and checks all of it.
     *
     * @param traits what the code must have been compiled for
     * @throws PrecompiledException if it is damaged or was compiled for something else
     */
    public static CodeJar read(byte[] jar, Traits traits) {
        return read(PackedFile.ofCode(jar), traits, home -> false);
    }

    /**
     * As {@link #read(byte[], Traits)}, but of any files, and leaves out the classes if they are elsewhere.
     *
     * @param traits  what the code must have been compiled for
     * @param isThere whether classes are elsewhere; it is told the one that all share
     */
    public static CodeJar read(CodeFiles files, Traits traits, Predicate<String> isThere) {
        byte[] bytes = files.content(PackedFile.INDEX);
        if (bytes == null) {
            throw new PrecompiledException(Reason.NOT_PRECOMPILED, "a jar file without code compiled from WebAssembly");
        }
        ImageIndex index = ImageIndex.read(bytes);
        traits.require(index.traits());
        byte[] module = index.hasModule() ? content(files, PackedFile.MODULE, index.module()) : null;
        List<ClassFile> classes = new ArrayList<>(index.classes().size());
        if (index.home() == null || !isThere.test(index.home())) {
            index.classes().forEach((name, hash) -> classes.add(new ClassFile(name, content(files, name + CLASS, hash))));
        }
        return new CodeJar(new CodeImage(classes, index.places(), index.loops(), index.entered(), index.units(),
                index.home()), module);
    }

    private static byte[] content(CodeFiles files, String name, byte[] hash) {
        byte[] content = files.content(name);
        if (content == null || !Arrays.equals(Hashes.of(content), hash)) {
            throw PackedFile.corrupt(name + (content == null ? " is missing" : " was changed"), null);
        }
        return content;
    }
}
