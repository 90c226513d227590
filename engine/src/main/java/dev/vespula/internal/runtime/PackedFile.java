package dev.vespula.internal.runtime;

import dev.vespula.PrecompiledException;
import dev.vespula.PrecompiledException.Reason;
import dev.vespula.internal.names.PrintableName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A jar file with compiled code, as far as zip files go: its directory, and entries that are unpacked when somebody asks for
 * them. Why not a stream of the JDK: that unpacks whatever comes, a gigabyte for a megabyte, before one can tell that
 * nobody wants it. Not thread-safe.
 */
public final class PackedFile implements CodeFiles {
    /** Where everything is that is no class. */
    public static final String FOLDER = "META-INF/vespula/";
    /** The table of contents. */
    public static final String INDEX = FOLDER + "index";
    /** The module. */
    public static final String MODULE = FOLDER + "module.wasm";
    /** All entries together may unpack to so much, and so many times as much as the file has. */
    public static final long USUAL_BYTES = 64 << 20;
    public static final int USUAL_RATIO = 64;

    private static final byte[] BEGIN = {'P', 'K', 3, 4};
    private static final int FIRST = 0x04034B50;
    private static final int LISTED = 0x02014B50;
    private static final int LAST = 0x06054B50;
    private static final int FIRST_BYTES = 30;
    private static final int LISTED_BYTES = 46;
    private static final int LAST_BYTES = 22;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final byte[] file;
    private final int directory;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long room;

    private record Entry(int method, int crc, long packed, long size, long at) {}

    private PackedFile(byte[] file) {
        this.file = file;
        this.room = USUAL_BYTES + (long) USUAL_RATIO * file.length;
        int end = file.length - LAST_BYTES;
        if (end < 0 || u32(end) != LAST) {
            throw corrupt("the file has no end", null);
        }
        long from = u32(end + 16);
        long to = from + u32(end + 12);
        if (to > end) {
            throw corrupt("its directory is elsewhere", null);
        }
        this.directory = (int) from;
        int at = directory;
        while (at < to) {
            at = list(at, (int) to);
        }
    }

    /**
     * Reads the directory of a file.
     *
     * @throws PrecompiledException if it is no zip file, or a damaged one
     */
    public static PackedFile of(byte[] file) {
        if (!Arrays.equals(file, 0, Math.min(file.length, BEGIN.length), BEGIN, 0, BEGIN.length)) {
            throw new PrecompiledException(Reason.NOT_PRECOMPILED, "not a jar file with compiled code");
        }
        return new PackedFile(file);
    }

    /**
     * As {@link #of}, for a file whose code is to run: one that is not whole is refused, also where it is damaged in what
     * nobody uses.
     */
    public static PackedFile ofCode(byte[] file) {
        PackedFile packed = of(file);
        packed.content(JarFile.MANIFEST_NAME);
        return packed;
    }

    /** Notes an entry of the directory; gives where the next one is. */
    private int list(int at, int end) {
        if (end - at < LISTED_BYTES || u32(at) != LISTED) {
            throw corrupt("its directory makes no sense", null);
        }
        int name = u16(at + 28);
        int next = at + LISTED_BYTES + name + u16(at + 30) + u16(at + 32);
        if (next > end) {
            throw corrupt("its directory ends too early", null);
        }
        Entry entry = new Entry(u16(at + 10), (int) u32(at + 16), u32(at + 20), u32(at + 24), u32(at + 42));
        if (entries.put(text(at + LISTED_BYTES, name), entry) != null) {
            throw corrupt("its directory has a name twice", null);
        }
        return next;
    }

    /** The names of all entries, in order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** Refuses also what is larger than content of such a file can be. */
    @Override
    public byte[] content(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return null;
        }
        int at = start(entry, name);
        if (entry.size > room) {
            throw corrupt("it unpacks to more than " + USUAL_RATIO + " times its size", null);
        }
        room -= entry.size;
        byte[] content;
        try {
            content = entry.method == STORED ? Arrays.copyOfRange(file, at, at + (int) entry.packed) : inflate(entry, at, name);
        } catch (OutOfMemoryError e) {
            throw corrupt("there is no memory for the " + entry.size + " bytes of " + PrintableName.of(name), e);
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        if (content.length != entry.size || (int) crc.getValue() != entry.crc) {
            throw changed(name, null);
        }
        return content;
    }

    /** Where the bytes of an entry begin, behind a header that says the same as the directory. */
    private int start(Entry entry, String name) {
        if (entry.method != STORED && entry.method != DEFLATED || entry.at > directory - FIRST_BYTES
                || u32((int) entry.at) != FIRST || u16((int) entry.at + 8) != entry.method) {
            throw changed(name, null);
        }
        int at = (int) entry.at;
        int length = u16(at + 26);
        int start = at + FIRST_BYTES + length + u16(at + 28);
        if (entry.packed > directory - (long) start || !text(at + FIRST_BYTES, length).equals(name)) {
            throw changed(name, null);
        }
        return start;
    }

    private byte[] inflate(Entry entry, int at, String name) {
        // No stream of this kind becomes larger than 1,032 times as much: nothing is allocated for what cannot come.
        if (entry.size > 1_032 * entry.packed) {
            throw changed(name, null);
        }
        byte[] content = new byte[(int) entry.size];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(file, at, (int) entry.packed);
            int done = 0;
            while (done < content.length) {
                int count = inflater.inflate(content, done, content.length - done);
                if (count == 0) {
                    throw changed(name, null);
                }
                done += count;
            }
            // The end may be a block of its own; anything but an end is more than was announced.
            if (inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw changed(name, null);
            }
            return content;
        } catch (DataFormatException e) {
            throw changed(name, e);
        } finally {
            inflater.end();
        }
    }

    /**
     * The module in the file.
     *
     * @throws PrecompiledException if there is none, or if it is damaged
     */
    public byte[] module() {
        if (!entries.containsKey(INDEX)) {
            throw new PrecompiledException(Reason.NOT_PRECOMPILED, "a jar file without code compiled from WebAssembly");
        }
        byte[] module = content(MODULE);
        if (module == null) {
            throw new PrecompiledException(Reason.NOT_PRECOMPILED,
                    "a file of a cache, which has the code of a module but not the module");
        }
        return module;
    }

    // ---- bytes

    private String text(int at, int length) {
        if (length > file.length - at) {
            throw corrupt("a name ends too early", null);
        }
        return new String(file, at, length, StandardCharsets.UTF_8);
    }

    private int u16(int at) {
        return file[at] & 0xFF | (file[at + 1] & 0xFF) << 8;
    }

    private long u32(int at) {
        return u16(at) | (long) u16(at + 2) << 16;
    }

    private static PrecompiledException changed(String name, Throwable cause) {
        return corrupt(PrintableName.of(name) + " was changed", cause);
    }

    /** Something is not as it was written. */
    public static PrecompiledException corrupt(String what, Throwable cause) {
        return new PrecompiledException(Reason.CORRUPT, "the compiled code is damaged: " + what, cause);
    }
}
