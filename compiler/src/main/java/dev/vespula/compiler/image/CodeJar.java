package dev.vespula.compiler.image;

import dev.vespula.PrecompiledException;
import dev.vespula.PrecompiledException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * An image as a jar file: a manifest for people, the index, the module if it is to be there, and the classes. Equal content
 * gives equal bytes.
 */
public final class CodeJar {
    private static final String INDEX = "META-INF/vespula/index";
    private static final String MODULE = "META-INF/vespula/module.wasm";
    private static final String CLASS = ".class";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    /** What a file ends with: the record that ends the directory of a zip file without a comment. */
    private static final byte[] END = {'P', 'K', 5, 6};
    private static final int END_SIZE = 22;
    private static final byte[] BEGIN = {'P', 'K', 3, 4};

    private final CodeImage image;
    private final byte[] module;

    private CodeJar(CodeImage image, byte[] module) {
        this.image = image;
        this.module = module;
    }

    /** The code. */
    public CodeImage image() {
        return image;
    }

    /** The module, or null if it is not there. */
    public byte[] module() {
        return module;
    }

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
            put(out, packing, INDEX, ImageIndex.of(image, traits, hash, module).toBytes());
            if (module != null) {
                put(out, packing, MODULE, module);
            }
            for (ClassFile file : image.classes()) {
                put(out, packing, file.name() + CLASS, file.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
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
     * Reads an image and checks all of it.
     *
     * @param traits what the code must have been compiled for
     * @throws PrecompiledException if it is damaged or was compiled for something else
     */
    public static CodeJar read(byte[] jar, Traits traits) {
        if (!Arrays.equals(jar, 0, Math.min(jar.length, BEGIN.length), BEGIN, 0, BEGIN.length)) {
            throw new PrecompiledException(Reason.NOT_PRECOMPILED, "not a jar file with compiled code");
        }
        Map<String, byte[]> entries = entries(jar);
        byte[] bytes = entries.get(INDEX);
        if (bytes == null) {
            throw new PrecompiledException(Reason.NOT_PRECOMPILED, "a jar file without code compiled from WebAssembly");
        }
        ImageIndex index = ImageIndex.read(bytes);
        traits.require(index.traits());
        byte[] module = index.hasModule() ? content(entries, MODULE, index.module()) : null;
        List<ClassFile> classes = new ArrayList<>(index.classes().size());
        index.classes().forEach((name, hash) -> classes.add(new ClassFile(name, content(entries, name + CLASS, hash))));
        return new CodeJar(new CodeImage(classes, index.places(), index.loops(), index.entered(), index.units()), module);
    }

    private static byte[] content(Map<String, byte[]> entries, String name, byte[] hash) {
        byte[] content = entries.get(name);
        if (content == null || !Arrays.equals(Hashes.of(content), hash)) {
            throw ImageIndex.corrupt(name + (content == null ? " is missing" : " was changed"), null);
        }
        return content;
    }

    private static Map<String, byte[]> entries(byte[] jar) {
        int end = jar.length - END_SIZE;
        if (end < 0 || !Arrays.equals(jar, end, end + END.length, END, 0, END.length)) {
            throw ImageIndex.corrupt("the file has no end", null);
        }
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw ImageIndex.corrupt("the file cannot be unpacked", e);
        }
        return entries;
    }
}
