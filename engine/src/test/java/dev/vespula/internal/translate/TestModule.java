package dev.vespula.internal.translate;

import dev.vespula.Config;
import dev.vespula.EnforcedLimits;
import dev.vespula.Feature;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.testing.Code;
import dev.vespula.testing.ModuleBytes;

/**
 * Modules for tests of the translator. Value types are letters ({@code i l f d v}, {@code c} funcref, {@code e}
 * externref); instructions are lines of the text format with numeric indices. A block type is a letter, a type index or
 * nothing; a memory access may say {@code offset=N} and {@code memory=N}. Functions are exported as {@code f0}, ...
 */
public final class TestModule {
    private final ModuleBytes content = new ModuleBytes();
    private int imports;

    /** Adds a function type and returns its index. */
    public int type(String params, String results) {
        return content.type(codes(params), codes(results));
    }

    /** Imports a function {@code m.f0}, {@code m.f1}, ... and returns its index; imports come before other functions. */
    public int importFunction(String params, String results) {
        return content.imports("m", "f" + imports++, ModuleBytes.FUNCTION, type(params, results));
    }

    /** Adds a function and returns its index. */
    public int function(String params, String results, String locals, String... instructions) {
        int[] declared = new int[locals.length() * 2];
        for (int k = 0; k < locals.length(); k++) {
            declared[2 * k] = 1;
            declared[2 * k + 1] = code(locals.charAt(k));
        }
        Code code = new Code();
        for (String instruction : instructions) {
            write(code, instruction);
        }
        int index = content.function(type(params, results), declared, code.end());
        content.export("f" + index, ModuleBytes.FUNCTION, index);
        return index;
    }

    /** Adds a mutable global that starts as zero or null and is exported as {@code g0}, ... */
    public TestModule global(char type) {
        Code initialiser = new Code();
        write(initialiser, switch (type) {
            case 'i' -> "i32.const 0";
            case 'l' -> "i64.const 0";
            case 'f' -> "f32.const 0";
            case 'd' -> "f64.const 0";
            default -> "ref.null " + type;
        });
        int index = content.global(code(type), true, initialiser.end());
        content.export("g" + index, ModuleBytes.GLOBAL, index);
        return this;
    }

    /** Adds a tag, exported as {@code t0}, ..., and returns its index. */
    public int tag(String values) {
        int index = content.tag(type(values, ""));
        content.export("t" + index, ModuleBytes.TAG, index);
        return index;
    }

    /** Adds a memory of one page, exported as {@code memory0}, ... */
    public TestModule memory() {
        return exportMemory(content.memory(1));
    }

    /** Adds a memory of one page whose addresses are i64. */
    public TestModule memory64() {
        return exportMemory(content.memory(4, 1));
    }

    private TestModule exportMemory(int index) {
        content.export("memory" + index, ModuleBytes.MEMORY, index);
        return this;
    }

    /** Adds a table of functions with ten elements. */
    public TestModule table() {
        content.table(ModuleBytes.FUNCREF, 10);
        return this;
    }

    /** Adds a table of functions with ten elements and indices of i64. */
    public TestModule table64() {
        content.table(ModuleBytes.FUNCREF, 4, 10);
        return this;
    }

    /** Lets code refer to a function by {@code ref.func}. */
    public TestModule declare(int function) {
        content.item(ModuleBytes.ELEMENT_SECTION, new ModuleBytes.Bytes().raw(3, 0).unsigned(1).unsigned(function).toBytes());
        return this;
    }

    /** The binary module. */
    public byte[] bytes() {
        return content.toBytes();
    }

    /** The decoded module. */
    ModuleModel decode() {
        Features features = Features.of(new Config().with(Feature.LEGACY_EXCEPTIONS));
        return ModuleDecoder.decode(bytes(), features, EnforcedLimits.none(), new TypeRegistry());
    }

    private static void write(Code code, String line) {
        String[] words = line.trim().split("\\s+");
        Opcode opcode = words[0].equals("select_t") ? Opcode.SELECT_T : Opcode.ofMnemonic(words[0]);
        code.op(opcode, immediates(opcode, words));
    }

    private static long[] immediates(Opcode opcode, String[] words) {
        return switch (opcode.immediates()) {
            case NONE -> new long[0];
            case BLOCK -> new long[] {words.length == 1 ? Code.EMPTY : typeOrIndex(words[1])};
            case SELECT_TYPES, HEAP_TYPE -> new long[] {code(words[1].charAt(0))};
            case MEMARG -> memoryArgument(words);
            case F32 -> new long[] {Float.floatToRawIntBits(Float.parseFloat(words[1]))};
            case F64 -> new long[] {Double.doubleToRawLongBits(Double.parseDouble(words[1]))};
            default -> numbers(words);
        };
    }

    private static long[] numbers(String[] words) {
        long[] numbers = new long[words.length - 1];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = Long.parseLong(words[k + 1]);
        }
        return numbers;
    }

    private static long[] memoryArgument(String[] words) {
        long offset = 0;
        long memory = 0;
        for (String word : words) {
            if (word.startsWith("offset=")) {
                offset = Long.parseUnsignedLong(word.substring(7));
            } else if (word.startsWith("memory=")) {
                memory = Long.parseLong(word.substring(7));
            }
        }
        return memory == 0 ? new long[] {0, offset} : new long[] {0x40, memory, offset};
    }

    private static int typeOrIndex(String word) {
        return Character.isDigit(word.charAt(0)) ? Integer.parseInt(word) : code(word.charAt(0));
    }

    private static int[] codes(String letters) {
        return letters.chars().map(letter -> code((char) letter)).toArray();
    }

    private static int code(char letter) {
        return switch (letter) {
            case 'i' -> ModuleBytes.I32;
            case 'l' -> ModuleBytes.I64;
            case 'f' -> ModuleBytes.F32;
            case 'd' -> ModuleBytes.F64;
            case 'v' -> ModuleBytes.V128;
            case 'c' -> ModuleBytes.FUNCREF;
            case 'e' -> ModuleBytes.EXTERNREF;
            default -> throw new IllegalArgumentException("type " + letter);
        };
    }
}
