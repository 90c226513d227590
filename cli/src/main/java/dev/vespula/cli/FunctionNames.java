package dev.vespula.cli;

import dev.vespula.ModuleException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.text.syntax.Bytes;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Other names for the functions of a module. Its other names, and all else, stay as they are. */
final class FunctionNames {
    private static final String NAME = "name";
    private static final int SUBSECTION = Space.FUNCTION.ordinal();

    private final byte[] wasm;
    private final SortedMap<Integer, String> names = new TreeMap<>(Integer::compareUnsigned);

    FunctionNames(ModuleModel module) {
        wasm = module.bytes();
        module.names().visit((space, owner, index, name) -> {
            if (space == Space.FUNCTION) {
                names.put(index, name);
            }
        });
    }

    /** Gives a function a name; an empty one takes the name away. */
    void set(int function, String name) {
        if (name.isEmpty()) {
            names.remove(function);
        } else {
            names.put(function, name);
        }
    }

    /** The module with these names. */
    byte[] binary() {
        Bytes out = new Bytes(wasm.length).put(wasm, 0, BinaryFormat.HEADER_BYTES);
        int from = BinaryFormat.HEADER_BYTES;
        boolean isWritten = false;
        for (SectionTable.Section section : SectionTable.ofModule(wasm).sections()) {
            int end = section.offset() + section.size();
            if (NAME.equals(section.customName()) && !isWritten) {
                ByteReader content = new ByteReader(wasm, section.offset(), end);
                content.skipName();
                write(content, out);
                isWritten = true;
            } else {
                out.put(wasm, from, end - from);
            }
            from = end;
        }
        if (!isWritten) {
            write(new ByteReader(wasm, 0, 0), out);
        }
        return out.toArray();
    }

    /**
     * Writes the section.
     *
     * @param old what was in it
     */
    private void write(ByteReader old, Bytes out) {
        Bytes section = new Bytes().name(NAME);
        boolean isWritten = false;
        try {
            while (old.remaining() > 0) {
                int start = old.position();
                int id = old.readByte();
                old.skip(old.readU32());
                if (id >= SUBSECTION && !isWritten) {
                    writeFunctions(section);
                    isWritten = true;
                }
                if (id != SUBSECTION) {
                    section.put(wasm, start, old.position() - start);
                }
            }
        } catch (ModuleException broken) {
            // What comes behind a broken place counts for nobody.
        }
        if (!isWritten) {
            writeFunctions(section);
        }
        out.put(BinaryFormat.CUSTOM_SECTION).vector(section);
    }

    private void writeFunctions(Bytes section) {
        Bytes map = new Bytes().u32(names.size());
        for (Map.Entry<Integer, String> entry : names.entrySet()) {
            map.u32(entry.getKey()).name(entry.getValue());
        }
        section.put(SUBSECTION).vector(map);
    }
}
