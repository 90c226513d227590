package dev.vespula.internal.translate;

import dev.vespula.internal.binary.Opcode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts together small binary modules for tests. Value types are letters ({@code i l f d v}, {@code c} funcref, {@code e}
 * externref), instructions are lines of the text format with numeric indices; a block type is a letter, a type index or
 * nothing; a memory access may say {@code offset=N} and {@code memory=N}.
 */
public final class TestModule {
    private final List<byte[]> types = new ArrayList<>();
    private final List<byte[]> imports = new ArrayList<>();
    private final List<Integer> functions = new ArrayList<>();
    private final List<byte[]> tables = new ArrayList<>();
    private final List<byte[]> memories = new ArrayList<>();
    private final List<byte[]> globals = new ArrayList<>();
    private final List<byte[]> exports = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final List<byte[]> datas = new ArrayList<>();
    private final List<Integer> declared = new ArrayList<>();

    /** Adds a function type and returns its index. */
    public int type(String params, String results) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x60);
        valTypes(out, params);
        valTypes(out, results);
        types.add(out.toByteArray());
        return types.size() - 1;
    }

    /** Imports a function and returns its index; imports come before other functions. */
    public int importFunction(String params, String results) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        name(out, "m");
        name(out, "f" + imports.size());
        out.write(0);
        unsigned(out, type(params, results));
        imports.add(out.toByteArray());
        return imports.size() - 1;
    }

    /** Adds and exports a function, named by its index, and returns the index. */
    public int function(String params, String results, String locals, String... instructions) {
        functions.add(type(params, results));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        unsigned(out, locals.length());
        for (char local : locals.toCharArray()) {
            unsigned(out, 1);
            out.write(valType(local));
        }
        for (String instruction : instructions) {
            instruction(out, instruction);
        }
        out.write(0x0B);
        bodies.add(out.toByteArray());
        int index = imports.size() + functions.size() - 1;
        ByteArrayOutputStream export = new ByteArrayOutputStream();
        name(export, "f" + index);
        export.write(0);
        unsigned(export, index);
        exports.add(export.toByteArray());
        return index;
    }

    /** Adds a memory of one page. */
    public TestModule memory() {
        memories.add(new byte[] {1, 1, 16});
        return this;
    }

    /** Adds a memory of one page whose addresses are i64. */
    public TestModule memory64() {
        memories.add(new byte[] {5, 1, 16});
        return this;
    }

    /** Adds a table of functions with ten elements. */
    public TestModule table() {
        tables.add(new byte[] {0x70, 0, 10});
        return this;
    }

    /** Adds a table of functions with ten elements and indices of i64. */
    public TestModule table64() {
        tables.add(new byte[] {0x70, 4, 10});
        return this;
    }

    /** Adds a mutable global that starts as zero or null. */
    public TestModule global(char type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(valType(type));
        out.write(1);
        instruction(out, switch (type) {
            case 'i' -> "i32.const 0";
            case 'l' -> "i64.const 0";
            case 'f' -> "f32.const 0";
            case 'd' -> "f64.const 0";
            default -> "ref.null " + type;
        });
        out.write(0x0B);
        globals.add(out.toByteArray());
        return this;
    }

    /** Adds a passive data segment. */
    public TestModule data(byte... bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1);
        unsigned(out, bytes.length);
        out.writeBytes(bytes);
        datas.add(out.toByteArray());
        return this;
    }

    /** Lets code refer to a function by {@code ref.func}. */
    public TestModule declare(int function) {
        declared.add(function);
        return this;
    }

    /** The module. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        section(out, 1, types);
        section(out, 2, imports);
        section(out, 3, functions.stream().map(type -> encoded(type)).toList());
        section(out, 4, tables);
        section(out, 5, memories);
        section(out, 6, globals);
        section(out, 7, exports);
        if (!declared.isEmpty()) {
            ByteArrayOutputStream segment = new ByteArrayOutputStream();
            segment.write(3);
            segment.write(0);
            unsigned(segment, declared.size());
            declared.forEach(function -> unsigned(segment, function));
            section(out, 9, List.of(segment.toByteArray()));
        }
        if (!datas.isEmpty()) {
            byte[] count = encoded(datas.size());
            out.write(12);
            unsigned(out, count.length);
            out.writeBytes(count);
        }
        section(out, 10, bodies.stream().map(body -> {
            ByteArrayOutputStream sized = new ByteArrayOutputStream();
            unsigned(sized, body.length);
            sized.writeBytes(body);
            return sized.toByteArray();
        }).toList());
        section(out, 11, datas);
        return out.toByteArray();
    }

    private static void section(ByteArrayOutputStream out, int id, List<byte[]> entries) {
        if (entries.isEmpty()) {
            return;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        unsigned(content, entries.size());
        entries.forEach(content::writeBytes);
        out.write(id);
        unsigned(out, content.size());
        out.writeBytes(content.toByteArray());
    }

    private static byte[] encoded(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        unsigned(out, value);
        return out.toByteArray();
    }

    private static void instruction(ByteArrayOutputStream out, String line) {
        String[] words = line.trim().split("\\s+");
        Opcode opcode = words[0].equals("select_t") ? Opcode.SELECT_T : Opcode.ofMnemonic(words[0]);
        if (opcode.prefix() != 0) {
            out.write(opcode.prefix());
            unsigned(out, opcode.code());
        } else {
            out.write(opcode.code());
        }
        immediates(out, opcode, words);
    }

    private static void immediates(ByteArrayOutputStream out, Opcode opcode, String[] words) {
        switch (opcode.immediates()) {
            case NONE -> {
                // Just the opcode.
            }
            case BLOCK -> blockType(out, words.length > 1 ? words[1] : "");
            case LABEL_TABLE -> {
                unsigned(out, words.length - 2);
                for (int k = 1; k < words.length; k++) {
                    unsigned(out, Long.parseLong(words[k]));
                }
            }
            case SELECT_TYPES -> {
                out.write(1);
                out.write(valType(words[1].charAt(0)));
            }
            case MEMARG -> memoryArgument(out, words);
            case I32 -> signed(out, Integer.parseInt(words[1]));
            case I64 -> signed(out, Long.parseLong(words[1]));
            case F32 -> littleEndian(out, Float.floatToRawIntBits(Float.parseFloat(words[1])), 4);
            case F64 -> littleEndian(out, Double.doubleToRawLongBits(Double.parseDouble(words[1])), 8);
            case HEAP_TYPE -> out.write(valType(words[1].charAt(0)));
            default -> {
                int count = switch (opcode.immediates()) {
                    case CALL_INDIRECT, TABLE_TABLE, MEMORY_MEMORY, ELEM_TABLE, DATA_MEMORY -> 2;
                    default -> 1;
                };
                for (int k = 1; k <= count; k++) {
                    unsigned(out, k < words.length ? Long.parseLong(words[k]) : 0);
                }
            }
        }
    }

    private static void blockType(ByteArrayOutputStream out, String type) {
        if (type.isEmpty()) {
            out.write(0x40);
        } else if (Character.isDigit(type.charAt(0))) {
            signed(out, Integer.parseInt(type));
        } else {
            out.write(valType(type.charAt(0)));
        }
    }

    private static void memoryArgument(ByteArrayOutputStream out, String[] words) {
        long offset = 0;
        int memory = 0;
        for (String word : words) {
            if (word.startsWith("offset=")) {
                offset = Long.parseUnsignedLong(word.substring(7));
            } else if (word.startsWith("memory=")) {
                memory = Integer.parseInt(word.substring(7));
            }
        }
        out.write(memory == 0 ? 0 : 0x40);
        if (memory != 0) {
            unsigned(out, memory);
        }
        unsigned(out, offset);
    }

    private static void valTypes(ByteArrayOutputStream out, String letters) {
        unsigned(out, letters.length());
        for (char letter : letters.toCharArray()) {
            out.write(valType(letter));
        }
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

    private static void name(ByteArrayOutputStream out, String name) {
        unsigned(out, name.length());
        name.chars().forEach(out::write);
    }

    private static void unsigned(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static void signed(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest < -64 || rest > 63) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>= 7;
        }
        out.write((int) (rest & 0x7F));
    }

    private static void littleEndian(ByteArrayOutputStream out, long bits, int bytes) {
        for (int k = 0; k < bytes; k++) {
            out.write((int) (bits >>> 8 * k));
        }
    }
}
