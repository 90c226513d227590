package dev.vespula;

import dev.vespula.internal.binary.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts together binary modules for tests of the API. Value types are letters ({@code i l f d v}, {@code c} funcref,
 * {@code e} externref); code is instructions of the text format separated by semicolons or new lines, with numeric
 * indices, an optional {@code offset=N} for memory accesses and a letter or type index as block type. Imports must be
 * added before definitions of the same kind.
 */
final class WasmBuilder {
    static final int FUNC = 0;
    static final int TABLE = 1;
    static final int MEMORY = 2;
    static final int GLOBAL = 3;
    static final int TAG = 4;

    private final List<Bytes> types = new ArrayList<>();
    private final List<Bytes> imports = new ArrayList<>();
    private final List<Bytes> functions = new ArrayList<>();
    private final List<Bytes> tables = new ArrayList<>();
    private final List<Bytes> memories = new ArrayList<>();
    private final List<Bytes> tags = new ArrayList<>();
    private final List<Bytes> globals = new ArrayList<>();
    private final List<Bytes> exports = new ArrayList<>();
    private final List<Bytes> elements = new ArrayList<>();
    private final List<Bytes> bodies = new ArrayList<>();
    private final List<Bytes> datas = new ArrayList<>();
    private final List<Bytes> customs = new ArrayList<>();
    private final Map<Integer, String> names = new TreeMap<>();
    private final int[] counts = new int[5];
    private int start = -1;
    private String moduleName;

    // ---- definitions; each returns the index of what it defines

    int type(String params, String results) {
        types.add(new Bytes().add(0x60).add(valTypes(params)).add(valTypes(results)));
        return types.size() - 1;
    }

    int importFunc(String module, String name, String params, String results) {
        return imported(module, name, FUNC, new Bytes().unsigned(type(params, results)));
    }

    int importTable(String module, String name, char type, long... limits) {
        return imported(module, name, TABLE, new Bytes().add(valType(type)).add(limits(limits)));
    }

    int importMemory(String module, String name, long... limits) {
        return imported(module, name, MEMORY, limits(limits));
    }

    int importGlobal(String module, String name, char type, int mutable) {
        return imported(module, name, GLOBAL, new Bytes().add(valType(type), mutable));
    }

    int importTag(String module, String name, String params) {
        return imported(module, name, TAG, new Bytes().add(0).unsigned(type(params, "")));
    }

    private int imported(String module, String name, int kind, Bytes type) {
        imports.add(new Bytes().name(module).name(name).add(kind).add(type));
        return counts[kind]++;
    }

    /** Defines a function; its locals are letters. */
    int func(String params, String results, String locals, String code) {
        functions.add(new Bytes().unsigned(type(params, results)));
        Bytes body = new Bytes().unsigned(locals.length());
        for (char local : locals.toCharArray()) {
            body.unsigned(1).add(valType(local));
        }
        bodies.add(new Bytes().sized(body.add(code(code)).toArray()));
        return counts[FUNC]++;
    }

    /** Defines and exports a function. */
    int func(String name, String params, String results, String locals, String code) {
        int index = func(params, results, locals, code);
        export(name, FUNC, index);
        return index;
    }

    int table(char type, long... limits) {
        tables.add(new Bytes().add(valType(type)).add(limits(limits)));
        return counts[TABLE]++;
    }

    int memory(long... limits) {
        memories.add(limits(limits));
        return counts[MEMORY]++;
    }

    /** A memory with 64-bit addresses. */
    int memory64(long... limits) {
        byte[] plain = limits(limits).toArray();
        plain[0] |= 4;
        memories.add(new Bytes().add(plain));
        return counts[MEMORY]++;
    }

    int global(char type, int mutable, String init) {
        globals.add(new Bytes().add(valType(type), mutable).add(code(init)));
        return counts[GLOBAL]++;
    }

    int tag(String params) {
        tags.add(new Bytes().add(0).unsigned(type(params, "")));
        return counts[TAG]++;
    }

    WasmBuilder export(String name, int kind, int index) {
        exports.add(new Bytes().name(name).add(kind).unsigned(index));
        return this;
    }

    WasmBuilder start(int function) {
        start = function;
        return this;
    }

    /** An active segment of functions for table 0. */
    WasmBuilder elements(String offset, int... functionIndices) {
        elements.add(new Bytes().add(0).add(code(offset)).add(indices(functionIndices)));
        return this;
    }

    /** A passive segment of functions. */
    WasmBuilder passiveElements(int... functionIndices) {
        elements.add(new Bytes().add(1, 0).add(indices(functionIndices)));
        return this;
    }

    /** An active segment for memory 0. */
    WasmBuilder data(String offset, String text) {
        datas.add(new Bytes().add(0).add(code(offset)).name(text));
        return this;
    }

    /** A passive segment. */
    WasmBuilder passiveData(String text) {
        datas.add(new Bytes().add(1).name(text));
        return this;
    }

    WasmBuilder custom(String name, byte[] content) {
        customs.add(new Bytes().add(0).sized(new Bytes().name(name).add(content).toArray()));
        return this;
    }

    /** A name for the name section. */
    WasmBuilder name(int function, String name) {
        names.put(function, name);
        return this;
    }

    /** Names the module itself. */
    WasmBuilder moduleName(String name) {
        moduleName = name;
        return this;
    }

    // ---- the module

    byte[] bytes() {
        Bytes out = new Bytes().add(0, 'a', 's', 'm', 1, 0, 0, 0);
        section(out, 1, types);
        section(out, 2, imports);
        section(out, 3, functions);
        section(out, 4, tables);
        section(out, 5, memories);
        section(out, 13, tags);
        section(out, 6, globals);
        section(out, 7, exports);
        if (start >= 0) {
            out.add(8).sized(new Bytes().unsigned(start).toArray());
        }
        section(out, 9, elements);
        if (!datas.isEmpty()) {
            out.add(12).sized(new Bytes().unsigned(datas.size()).toArray());
        }
        section(out, 10, bodies);
        section(out, 11, datas);
        customs.forEach(out::add);
        if (!names.isEmpty() || moduleName != null) {
            Bytes section = new Bytes().name("name");
            if (moduleName != null) {
                section.add(0).sized(new Bytes().name(moduleName).toArray());
            }
            Bytes map = new Bytes().unsigned(names.size());
            names.forEach((index, name) -> map.unsigned(index).name(name));
            section.add(1).sized(map.toArray());
            out.add(0).sized(section.toArray());
        }
        return out.toArray();
    }

    Module module(Engine engine) {
        return Module.of(engine, bytes());
    }

    private static void section(Bytes out, int id, List<Bytes> entries) {
        if (!entries.isEmpty()) {
            Bytes content = new Bytes().unsigned(entries.size());
            entries.forEach(content::add);
            out.add(id).sized(content.toArray());
        }
    }

    private static Bytes indices(int... values) {
        Bytes bytes = new Bytes().unsigned(values.length);
        for (int value : values) {
            bytes.unsigned(value);
        }
        return bytes;
    }

    private static Bytes limits(long... limits) {
        Bytes bytes = new Bytes().add(limits.length - 1);
        for (long limit : limits) {
            bytes.unsigned(limit);
        }
        return bytes;
    }

    private static Bytes valTypes(String letters) {
        Bytes bytes = new Bytes().unsigned(letters.length());
        for (char letter : letters.toCharArray()) {
            bytes.add(valType(letter));
        }
        return bytes;
    }

    private static int valType(char letter) {
        return switch (letter) {
            case 'i' -> 0x7F;
            case 'l' -> 0x7E;
            case 'f' -> 0x7D;
            case 'd' -> 0x7C;
            case 'v' -> 0x7B;
            case 'c' -> 0x70;
            case 'e' -> 0x6F;
            default -> throw new IllegalArgumentException("type " + letter);
        };
    }

    // ---- code

    /** Instructions and the final {@code end}. */
    private static Bytes code(String text) {
        Bytes out = new Bytes();
        for (String line : text.split("[;\n]")) {
            if (!line.isBlank()) {
                instruction(out, line.trim().split("\\s+"));
            }
        }
        return out.add(0x0B);
    }

    private static void instruction(Bytes out, String[] words) {
        Opcode opcode = Opcode.ofMnemonic(words[0]);
        if (opcode.prefix() != 0) {
            out.add(opcode.prefix()).unsigned(opcode.code());
        } else {
            out.add(opcode.code());
        }
        switch (opcode.immediates()) {
            case NONE -> {
                // Just the opcode.
            }
            case BLOCK -> blockType(out, words.length > 1 ? words[1] : "");
            case MEMARG -> out.add(0).unsigned(words.length > 1 ? Long.parseLong(words[1].substring(7)) : 0);
            case I32 -> out.signed(Integer.decode(words[1]));
            case I64 -> out.signed(Long.decode(words[1]));
            case F32 -> out.littleEndian(Float.floatToRawIntBits(Float.parseFloat(words[1])), 4);
            case F64 -> out.littleEndian(Double.doubleToRawLongBits(Double.parseDouble(words[1])), 8);
            case V128 -> out.littleEndian(Long.decode(words[1]), 8).littleEndian(Long.decode(words[2]), 8);
            case HEAP_TYPE -> out.add(valType(words[1].charAt(0)));
            case CALL_INDIRECT, TABLE_TABLE, MEMORY_MEMORY, ELEM_TABLE, DATA_MEMORY -> {
                out.unsigned(words.length > 1 ? Long.parseLong(words[1]) : 0);
                out.unsigned(words.length > 2 ? Long.parseLong(words[2]) : 0);
            }
            default -> out.unsigned(words.length > 1 ? Long.parseLong(words[1]) : 0);
        }
    }

    private static void blockType(Bytes out, String type) {
        if (type.isEmpty()) {
            out.add(0x40);
        } else if (Character.isDigit(type.charAt(0))) {
            out.signed(Integer.parseInt(type));
        } else {
            out.add(valType(type.charAt(0)));
        }
    }
}
