package dev.vespula.cli;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import java.util.ArrayList;
import java.util.List;

/** The sections of a binary that is known to be a well-formed module, with their places and sizes. */
final class SectionList {
    private static final String[] NAMES = {
        "custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data",
        "data count", "tag",
    };

    private SectionList() {}

    /**
     * A section.
     *
     * @param name its kind; for a custom section "custom" and its own name
     * @param offset where its contents begin in the file
     * @param size bytes of its contents
     * @param entries how many things it holds, or -1 where that makes no sense
     */
    record Section(String name, int offset, int size, long entries) {}

    /** All sections in order. */
    static List<Section> of(byte[] wasm) {
        ByteReader in = new ByteReader(wasm, BinaryFormat.HEADER_BYTES, wasm.length);
        List<Section> sections = new ArrayList<>();
        while (in.remaining() > 0) {
            int id = in.readByte();
            int size = in.readU32();
            int start = in.position();
            String name = id == BinaryFormat.CUSTOM_SECTION ? "custom \"" + in.readName() + "\"" : NAMES[id];
            boolean isList = id != BinaryFormat.CUSTOM_SECTION && id != BinaryFormat.START_SECTION
                    && id != BinaryFormat.DATA_COUNT_SECTION;
            sections.add(new Section(name, start, size, isList ? Integer.toUnsignedLong(in.readU32()) : -1));
            in.skip(start + size - in.position());
        }
        return sections;
    }
}
