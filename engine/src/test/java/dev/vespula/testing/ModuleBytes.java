package dev.vespula.testing;

import java.util.Map;
import java.util.TreeMap;

/**
 * A tiny builder of binary modules for tests:
 *
 * <pre>{@code
 * ModuleBytes module = new ModuleBytes();
 * int type = module.type(types(I32), types(I32));
 * int twice = module.function(type, new Code().op(LOCAL_GET, 0).op(LOCAL_GET, 0).op(I32_ADD).end());
 * module.export("twice", FUNCTION, twice);
 * byte[] bytes = module.toBytes();
 * }</pre>
 *
 * <p>Items of one kind get indices in the order in which they are added; imports must come before definitions. What is
 * built need not be valid: {@link #section} and {@link #item} take any bytes.
 */
public final class ModuleBytes {
    public static final int I32 = 0x7F;
    public static final int I64 = 0x7E;
    public static final int F32 = 0x7D;
    public static final int F64 = 0x7C;
    public static final int V128 = 0x7B;
    public static final int FUNCREF = 0x70;
    public static final int EXTERNREF = 0x6F;
    public static final int ANYREF = 0x6E;
    public static final int EXNREF = 0x69;

    public static final int FUNCTION = 0;
    public static final int TABLE = 1;
    public static final int MEMORY = 2;
    public static final int GLOBAL = 3;
    public static final int TAG = 4;

    public static final int TYPE_SECTION = 1;
    public static final int IMPORT_SECTION = 2;
    public static final int FUNCTION_SECTION = 3;
    public static final int TABLE_SECTION = 4;
    public static final int MEMORY_SECTION = 5;
    public static final int GLOBAL_SECTION = 6;
    public static final int EXPORT_SECTION = 7;
    public static final int START_SECTION = 8;
    public static final int ELEMENT_SECTION = 9;
    public static final int CODE_SECTION = 10;
    public static final int DATA_SECTION = 11;
    public static final int DATA_COUNT_SECTION = 12;
    public static final int TAG_SECTION = 13;

    private static final int[] SECTION_ORDER = {1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11};

    /** Items of the sections that are vectors. */
    private final Map<Integer, Bytes> items = new TreeMap<>();
    private final Map<Integer, Integer> counts = new TreeMap<>();
    /** Sections given as a whole. */
    private final Map<Integer, byte[]> sections = new TreeMap<>();
    private final Bytes customSections = new Bytes();
    /** Imports of each kind. */
    private final int[] imported = new int[5];

    /** Plain bytes. */
    public static final class Bytes extends ByteWriter<Bytes> {}

    /** A list of type codes. */
    public static int[] types(int... codes) {
        return codes;
    }

    /** Adds an item to a section that is a vector. Returns its place there. */
    public int item(int section, byte[] bytes) {
        items.computeIfAbsent(section, id -> new Bytes()).raw(bytes);
        return counts.merge(section, 1, Integer::sum) - 1;
    }

    /** Gives the whole contents of a section. */
    public ModuleBytes section(int section, byte[] bytes) {
        sections.put(section, bytes);
        return this;
    }

    /** Adds a function type. Returns its index. */
    public int type(int[] params, int[] results) {
        return item(TYPE_SECTION, functionType(params, results).toBytes());
    }

    /** Adds a type definition, or a recursion group, given by its bytes. Returns the place in the section. */
    public int type(int... bytes) {
        return item(TYPE_SECTION, new Bytes().raw(bytes).toBytes());
    }

    private static Bytes functionType(int[] params, int[] results) {
        return new Bytes().raw(0x60)
                .unsigned(params.length).raw(params)
                .unsigned(results.length).raw(results);
    }

    /** Adds an import of a kind whose description is given by its bytes. Returns the index of what is imported. */
    public int imports(String module, String name, int kind, int... description) {
        item(IMPORT_SECTION, new Bytes().name(module).name(name).raw(kind).raw(description).toBytes());
        return imported[kind]++;
    }

    /** Adds a function with declared locals: pairs of number and type code. Returns its index. */
    public int function(int type, int[] locals, Code code) {
        int index = imported[FUNCTION] + item(FUNCTION_SECTION, new Bytes().unsigned(type).toBytes());
        Bytes body = new Bytes().unsigned(locals.length / 2);
        for (int k = 0; k < locals.length; k += 2) {
            body.unsigned(locals[k]).raw(locals[k + 1]);
        }
        body.raw(code.toBytes());
        item(CODE_SECTION, new Bytes().vector(body.toBytes()).toBytes());
        return index;
    }

    /** Adds a function without locals. Returns its index. */
    public int function(int type, Code code) {
        return function(type, new int[0], code);
    }

    /** Adds a table without maximum. Returns its index. */
    public int table(int elementType, int min) {
        return table(elementType, 0, min);
    }

    /** Adds a table with flags and limits given by their bytes. Returns its index. */
    public int table(int elementType, int flags, int... limits) {
        return imported[TABLE] + item(TABLE_SECTION, new Bytes().raw(elementType, flags).raw(limits).toBytes());
    }

    /** Adds a memory without maximum. Returns its index. */
    public int memory(int minPages) {
        return memory(0, minPages);
    }

    /** Adds a memory with flags and limits given by their bytes. Returns its index. */
    public int memory(int flags, int... limits) {
        return imported[MEMORY] + item(MEMORY_SECTION, new Bytes().raw(flags).raw(limits).toBytes());
    }

    /** Adds a global; the initialiser has its {@code end}. Returns its index. */
    public int global(int type, boolean mutable, Code initialiser) {
        return imported[GLOBAL]
                + item(GLOBAL_SECTION, new Bytes().raw(type, mutable ? 1 : 0).raw(initialiser.toBytes()).toBytes());
    }

    /** Adds a tag. Returns its index. */
    public int tag(int type) {
        return imported[TAG] + item(TAG_SECTION, new Bytes().raw(0).unsigned(type).toBytes());
    }

    public ModuleBytes export(String name, int kind, int index) {
        item(EXPORT_SECTION, new Bytes().name(name).raw(kind).unsigned(index).toBytes());
        return this;
    }

    public ModuleBytes start(int function) {
        return section(START_SECTION, new Bytes().unsigned(function).toBytes());
    }

    /** Adds an active segment of functions for table 0. Returns its index. */
    public int elements(Code offset, int... functions) {
        Bytes segment = new Bytes().raw(0).raw(offset.toBytes()).unsigned(functions.length);
        for (int function : functions) {
            segment.unsigned(function);
        }
        return item(ELEMENT_SECTION, segment.toBytes());
    }

    /** Adds an active segment for memory 0. Returns its index. */
    public int data(Code offset, byte[] bytes) {
        return item(DATA_SECTION, new Bytes().raw(0).raw(offset.toBytes()).vector(bytes).toBytes());
    }

    /** Adds a passive segment; there must be a {@link #dataCount}. Returns its index. */
    public int passiveData(byte[] bytes) {
        return item(DATA_SECTION, new Bytes().raw(1).vector(bytes).toBytes());
    }

    public ModuleBytes dataCount(int count) {
        return section(DATA_COUNT_SECTION, new Bytes().unsigned(count).toBytes());
    }

    /** Adds a custom section at the end. */
    public ModuleBytes custom(String name, byte[] contents) {
        byte[] section = new Bytes().name(name).raw(contents).toBytes();
        customSections.raw(0).vector(section);
        return this;
    }

    public byte[] toBytes() {
        Bytes module = new Bytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0);
        for (int id : SECTION_ORDER) {
            if (sections.containsKey(id)) {
                module.raw(id).vector(sections.get(id));
            } else if (items.containsKey(id)) {
                byte[] contents = new Bytes().unsigned(counts.get(id)).raw(items.get(id).toBytes()).toBytes();
                module.raw(id).vector(contents);
            }
        }
        return module.raw(customSections.toBytes()).toBytes();
    }
}
