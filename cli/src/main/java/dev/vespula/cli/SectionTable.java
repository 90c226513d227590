package dev.vespula.cli;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.names.PrintableName;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The sections of a binary that is known to be well-formed, in order. */
final class SectionTable {
    private static final String[] OF_MODULES = {
        "custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data",
        "data count", "tag",
    };
    private static final Set<Integer> NO_LISTS_OF_MODULES = Set.of(BinaryFormat.CUSTOM_SECTION, BinaryFormat.START_SECTION,
            BinaryFormat.DATA_COUNT_SECTION);
    private static final String[] OF_COMPONENTS = {
        "custom", "core module", "core instance", "core type", "component", "instance", "alias", "type", "canon", "start",
        "import", "export", "value",
    };
    /** Custom section, core module, component and start. */
    private static final Set<Integer> NO_LISTS_OF_COMPONENTS = Set.of(0, 1, 4, 9);

    /**
     * A section.
     *
     * @param kind its kind
     * @param customName the name of a custom section, or null
     * @param offset where its contents begin in the file
     * @param size bytes of its contents
     * @param entries how many things it holds, or -1 where that makes no sense
     */
    record Section(String kind, String customName, int offset, int size, long entries) {
        /** Kind and, of a custom section, name. */
        String title() {
            return customName == null ? kind : kind + " " + PrintableName.quoted(customName);
        }
    }

    private final List<Section> sections = new ArrayList<>();

    private SectionTable(byte[] wasm, int from, int to, String[] names, Set<Integer> noLists) {
        ByteReader in = new ByteReader(wasm, from + BinaryFormat.HEADER_BYTES, to);
        while (in.remaining() > 0) {
            int id = in.readByte();
            int size = in.readU32();
            int start = in.position();
            String customName = id == BinaryFormat.CUSTOM_SECTION ? in.readName() : null;
            long entries = noLists.contains(id) ? -1 : Integer.toUnsignedLong(in.readU32());
            sections.add(new Section(names[id], customName, start, size, entries));
            in.skip(start + size - in.position());
        }
    }

    /** Those of a module. */
    static SectionTable ofModule(byte[] wasm) {
        return new SectionTable(wasm, 0, wasm.length, OF_MODULES, NO_LISTS_OF_MODULES);
    }

    /** Those of a component at a place in a file, without those of components within it. */
    static SectionTable ofComponent(byte[] wasm, int from, int to) {
        return new SectionTable(wasm, from, to, OF_COMPONENTS, NO_LISTS_OF_COMPONENTS);
    }

    List<Section> sections() {
        return sections;
    }

    /** Prints them behind an empty line. */
    void print(PrintStream out) {
        out.println();
        out.println(sections.size() + " sections" + String.format(Locale.ROOT, "%22s%12s%10s", "offset", "bytes", "entries"));
        for (Section section : sections) {
            out.println(String.format(Locale.ROOT, "  %-20s%#10x%12d%10s", section.title(), section.offset(),
                    section.size(),
                    section.entries() < 0 ? "" : section.entries()));
        }
    }
}
