package dev.vespula.cli;

import dev.vespula.internal.binary.BinaryFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The sections of a binary that is known to be a well-formed module, with their places and sizes. */
final class SectionList {
    private static final String[] NAMES = {
        "custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data",
        "data count", "tag",
    };

    private final byte[] wasm;
    private int position = BinaryFormat.HEADER_BYTES;

    private SectionList(byte[] wasm) {
        this.wasm = wasm;
    }

    /**
     * A section.
     *
     * @param name its kind; for a custom section "custom" and its own name
     * @param offset where its contents begin in the file
     * @param size bytes of its contents
     * @param entries how many things it holds, or -1 where that makes no sense
     */
    record Section(String name, int offset, int size, long entries) {
    }

    /** All sections in order. */
    static List<Section> of(byte[] wasm) {
        SectionList list = new SectionList(wasm);
        List<Section> sections = new ArrayList<>();
        while (list.position < wasm.length) {
            sections.add(list.next());
        }
        return sections;
    }

    private Section next() {
        int id = wasm[position++];
        int size = (int) unsigned();
        int start = position;
        Section section;
        if (id == BinaryFormat.CUSTOM_SECTION) {
            int length = (int) unsigned();
            String name = new String(wasm, position, length, StandardCharsets.UTF_8);
            section = new Section("custom \"" + name + "\"", start, size, -1);
        } else {
            boolean isOne = id == BinaryFormat.START_SECTION || id == BinaryFormat.DATA_COUNT_SECTION;
            section = new Section(NAMES[id], start, size, isOne ? -1 : unsigned());
        }
        position = start + size;
        return section;
    }

    /** An unsigned LEB128 number. */
    private long unsigned() {
        long result = 0;
        int shift = 0;
        byte next;
        do {
            next = wasm[position++];
            result |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return result;
    }
}
