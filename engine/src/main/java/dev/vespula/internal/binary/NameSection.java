package dev.vespula.internal.binary;

import dev.vespula.WasmException;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * The names that the {@code name} custom section gives. Only places in the module's bytes are kept; strings are made
 * when asked for. The section has no say in whether a module is valid: where it is broken, what came before the broken
 * place counts.
 */
public final class NameSection {
    /** Subsections, by their ids in the binary format. */
    public enum Space {
        MODULE,
        FUNCTION,
        LOCAL,
        LABEL,
        TYPE,
        TABLE,
        MEMORY,
        GLOBAL,
        ELEMENT,
        DATA,
        FIELD,
        TAG
    }

    private static final int SPACES = Space.values().length;
    private static final NameMap EMPTY = new NameMap(new int[0], new int[0]);

    private final byte[] bytes;
    private final int moduleName;
    private final NameMap[] direct;
    private final IndirectMap[] indirect;

    private NameSection(byte[] bytes, int moduleName, NameMap[] direct, IndirectMap[] indirect) {
        this.bytes = bytes;
        this.moduleName = moduleName;
        this.direct = direct;
        this.indirect = indirect;
    }

    /** The module's own name, or null. */
    public String module() {
        return moduleName < 0 ? null : ByteReader.nameAt(bytes, moduleName);
    }

    /** The name of a function, or null. */
    public String function(int index) {
        return name(Space.FUNCTION, index);
    }

    /** The name of an index in a space other than locals, labels and fields, or null. */
    public String name(Space space, int index) {
        return direct[space.ordinal()].find(bytes, index);
    }

    /** The name of a function's local, or null. */
    public String local(int function, int local) {
        return indirect[Space.LOCAL.ordinal()].find(bytes, function, local);
    }

    /** Whether any of a function's locals has a name. */
    public boolean hasLocals(int function) {
        return Arrays.binarySearch(indirect[Space.LOCAL.ordinal()].indices, function) >= 0;
    }

    /** The name of a function's label, labels counted in the order in which their blocks start, or null. */
    public String label(int function, int label) {
        return indirect[Space.LABEL.ordinal()].find(bytes, function, label);
    }

    /** The name of a struct type's field, or null. */
    public String field(int typeIndex, int field) {
        return indirect[Space.FIELD.ordinal()].find(bytes, typeIndex, field);
    }

    /** Who is told all names. */
    public interface Visitor {
        /**
         * A name.
         *
         * @param owner the function of a local or label, the type of a field; -1 of anything else
         * @param index in its space; 0 of the module itself
         */
        void name(Space space, int owner, int index, String name);
    }

    /** Tells all names, space by space in the order of the binary format, by index within each. */
    public void visit(Visitor visitor) {
        for (Space space : Space.values()) {
            if (space == Space.MODULE && moduleName >= 0) {
                visitor.name(space, -1, 0, module());
            }
            tell(direct[space.ordinal()], space, -1, visitor);
            IndirectMap map = indirect[space.ordinal()];
            for (int i = 0; i < map.indices.length; i++) {
                tell(map.maps[i], space, map.indices[i], visitor);
            }
        }
    }

    private void tell(NameMap map, Space space, int owner, Visitor visitor) {
        for (int i = 0; i < map.indices.length; i++) {
            visitor.name(space, owner, map.indices[i], ByteReader.nameAt(bytes, map.offsets[i]));
        }
    }

    static NameSection decode(ModuleModel module) {
        byte[] bytes = module.bytes();
        NameMap[] direct = new NameMap[SPACES];
        Arrays.fill(direct, EMPTY);
        IndirectMap[] indirect = new IndirectMap[SPACES];
        Arrays.fill(indirect, new IndirectMap(new int[0], new NameMap[0]));
        int moduleName = -1;
        for (CustomSection section : module.customSections()) {
            if (section.name().equals("name")) {
                ByteReader reader = new ByteReader(bytes, section.start(), section.end());
                try {
                    while (reader.remaining() > 0) {
                        int id = reader.readByte();
                        int size = reader.readU32();
                        int start = reader.position();
                        reader.skip(size);
                        ByteReader part = new ByteReader(bytes, start, start + size);
                        if (id == Space.MODULE.ordinal()) {
                            part.skipName();
                            moduleName = start;
                        } else if (id == Space.LOCAL.ordinal() || id == Space.LABEL.ordinal()
                                || id == Space.FIELD.ordinal()) {
                            indirect[id] = IndirectMap.read(part);
                        } else if (id < SPACES) {
                            direct[id] = NameMap.read(part);
                        }
                    }
                } catch (WasmException broken) {
                    // The rest of the section is unusable; names are a help, not a duty.
                }
                break;
            }
        }
        return new NameSection(bytes, moduleName, direct, indirect);
    }

    /** Names by index: sorted indices and where each name's length stands. */
    private record NameMap(int[] indices, int[] offsets) {
        static NameMap read(ByteReader reader) {
            IntList indices = new IntList();
            IntList offsets = new IntList();
            boolean sorted = true;
            try {
                int count = reader.readU32();
                for (int k = 0; k != count; k++) {
                    int index = reader.readU32();
                    int offset = reader.position();
                    reader.skipName();
                    sorted &= indices.size() == 0 || Integer.compareUnsigned(indices.last(), index) < 0;
                    indices.add(index);
                    offsets.add(offset);
                }
            } catch (WasmException broken) {
                // What was read so far is good.
            }
            NameMap map = new NameMap(indices.toArray(), offsets.toArray());
            return sorted ? map : map.sorted();
        }

        /** The standard wants increasing indices, but not all tools care. The first name of an index counts. */
        private NameMap sorted() {
            long[] pairs = new long[indices.length];
            for (int k = 0; k < pairs.length; k++) {
                pairs[k] = (long) indices[k] << 32 | offsets[k];
            }
            Arrays.sort(pairs);
            IntList sortedIndices = new IntList();
            IntList sortedOffsets = new IntList();
            for (long pair : pairs) {
                if (sortedIndices.size() == 0 || sortedIndices.last() != (int) (pair >> 32)) {
                    sortedIndices.add((int) (pair >> 32));
                    sortedOffsets.add((int) pair);
                }
            }
            return new NameMap(sortedIndices.toArray(), sortedOffsets.toArray());
        }

        String find(byte[] bytes, int index) {
            int found = Arrays.binarySearch(indices, index);
            return found < 0 ? null : ByteReader.nameAt(bytes, offsets[found]);
        }
    }

    /** Name maps by index. */
    private record IndirectMap(int[] indices, NameMap[] maps) {
        static IndirectMap read(ByteReader reader) {
            IntList indices = new IntList();
            ArrayList<NameMap> maps = new ArrayList<>();
            try {
                int count = reader.readU32();
                for (int k = 0; k != count; k++) {
                    int index = reader.readU32();
                    if (indices.size() > 0 && index <= indices.last()) {
                        break;
                    }
                    indices.add(index);
                    maps.add(NameMap.read(reader));
                }
            } catch (WasmException broken) {
                while (indices.size() > maps.size()) {
                    indices.removeLast();
                }
            }
            return new IndirectMap(indices.toArray(), maps.toArray(new NameMap[0]));
        }

        String find(byte[] bytes, int index, int second) {
            int found = Arrays.binarySearch(indices, index);
            return found < 0 ? null : maps[found].find(bytes, second);
        }
    }
}
