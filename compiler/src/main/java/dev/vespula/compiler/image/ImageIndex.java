package dev.vespula.compiler.image;

import dev.vespula.PrecompiledException;
import dev.vespula.PrecompiledException.Reason;
import dev.vespula.internal.runtime.PackedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of contents of an image: what it was made from and for, the classes with their hashes, and where functions are.
 * Ends with its own hash, so that whoever finds it right and every class as it says has everything as it was written.
 *
 * @param traits    what the code was compiled for
 * @param module    hash of the module
 * @param hasModule whether the module is there, too
 * @param classes   names and hashes of the classes
 * @param places    where the code of each function is
 * @param loops     where the code of loops is
 * @param entered   functions that the code calls through entries
 * @param units     names of classes used up
 * @param home      the class that all share, or null
 */
record ImageIndex(Map<String, String> traits, byte[] module, boolean hasModule, Map<String, byte[]> classes,
        Map<Integer, CodePlace> places, List<LoopPlace> loops, List<Integer> entered, int units,
        String home) {
    /** Changes when the bytes are to be read otherwise. */
    private static final int FORMAT = 2;

    /** The index of an image. {@code content}: the module if it is to be there, else null. */
    static ImageIndex of(CodeImage image, Traits traits, byte[] module, byte[] content) {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        image.classes().forEach(file -> classes.put(file.name(), Hashes.of(file.bytes())));
        return new ImageIndex(traits.values(), module, content != null, classes, image.places(), image.loops(),
                image.entered(), image.units(), image.home());
    }

    // ---- writing

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out);
            out.write(Hashes.of(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        out.writeInt(traits.size());
        for (Map.Entry<String, String> trait : traits.entrySet()) {
            out.writeUTF(trait.getKey());
            out.writeUTF(trait.getValue());
        }
        out.write(module);
        out.writeBoolean(hasModule);
        out.writeInt(units);
        out.writeUTF(home == null ? "" : home);
        out.writeInt(classes.size());
        Map<String, Integer> numbers = new HashMap<>();
        for (Map.Entry<String, byte[]> file : classes.entrySet()) {
            numbers.put(file.getKey(), numbers.size());
            out.writeUTF(file.getKey());
            out.write(file.getValue());
        }
        out.writeInt(places.size());
        for (Map.Entry<Integer, CodePlace> function : places.entrySet()) {
            CodePlace place = function.getValue();
            out.writeInt(function.getKey());
            out.writeInt(numbers.get(place.owner()));
            out.writeBoolean(place.isLeaver());
            out.writeInt(place.fingerprint());
        }
        out.writeInt(loops.size());
        for (LoopPlace loop : loops) {
            out.writeInt(loop.function());
            out.writeInt(loop.position());
            out.writeInt(numbers.get(loop.owner()));
            out.writeInt(loop.fingerprint());
        }
        out.writeInt(entered.size());
        for (int function : entered) {
            out.writeInt(function);
        }
        out.flush();
    }

    // ---- reading

    /**
     * Reads an index.
     *
     * @throws PrecompiledException if it is not as it was written, or was written by a version with another format
     */
    static ImageIndex read(byte[] bytes) {
        int end = bytes.length - Hashes.SIZE;
        if (end < Integer.BYTES) {
            throw PackedFile.corrupt("its index is too short", null);
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end))) {
            int format = in.readInt();
            if (format != FORMAT) {
                throw new PrecompiledException(Reason.OTHER_VERSION,
                        "compiled by another version of Vespula: its format is " + format + ", and this reads " + FORMAT);
            }
            byte[] hash = Hashes.of(Arrays.copyOf(bytes, end));
            if (!Arrays.equals(hash, 0, hash.length, bytes, end, bytes.length)) {
                throw PackedFile.corrupt("its index was changed", null);
            }
            return read(in);
        } catch (IOException | RuntimeException e) {
            throw e instanceof PrecompiledException known ? known : PackedFile.corrupt("its index makes no sense", e);
        }
    }

    private static ImageIndex read(DataInputStream in) throws IOException {
        Map<String, String> traits = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            traits.put(in.readUTF(), in.readUTF());
        }
        byte[] module = in.readNBytes(Hashes.SIZE);
        boolean hasModule = in.readBoolean();
        int units = in.readInt();
        String home = in.readUTF();
        Map<String, byte[]> classes = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            names.add(in.readUTF());
            classes.put(names.get(names.size() - 1), in.readNBytes(Hashes.SIZE));
        }
        Map<Integer, CodePlace> places = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            places.put(in.readInt(), new CodePlace(names.get(in.readInt()), in.readBoolean(), in.readInt()));
        }
        List<LoopPlace> loops = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            loops.add(new LoopPlace(in.readInt(), in.readInt(), names.get(in.readInt()), in.readInt()));
        }
        List<Integer> entered = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            entered.add(in.readInt());
        }
        return new ImageIndex(traits, module, hasModule, classes, places, loops, entered, units,
                home.isEmpty() ? null : home);
    }
}
