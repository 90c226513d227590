package dev.vespula.codegen;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Writes the enum {@code Opcode}: WebAssembly's instructions; and their connection with the IR. */
final class OpcodeSource {
    private static final String HEAD = """
            // Generated from the tables in src/main/ops.
            package dev.vespula.internal.binary;

            import dev.vespula.Feature;
            import java.util.HashMap;
            import java.util.Map;

            /**
             * The table of WebAssembly instructions. Decoder, validator, translator and the text format all work from it; a row
             * says mnemonic, prefix byte (0 for none), code, kind of immediates, signature, the feature that brought it (null for
             * WebAssembly 1.0) and for memory accesses the exponent of the natural alignment.
             *
             * <p>A signature lists operands and results: {@code i} i32, {@code l} i64, {@code f} f32, {@code d} f64, {@code v}
             * v128, {@code a} the address type of the memory or table, {@code e} the type of the table's elements. It is empty
             * where the immediates or the operands decide the types.
             *
             * <p>{@link #SELECT_T}, {@link #REF_TEST_NULL}, {@link #REF_CAST_NULL} and {@link #REF_CAST_DESC_EQ_NULL} share their
             * mnemonic with the row before; all other constants are their mnemonic in upper case with {@code _} for {@code .}.
             */
            public enum Opcode {
            """;

    private static final String BODY = """

                /** Size of tables over {@link #index()}. */
                public static final int INDEX_COUNT = 832;

                private static final int INDEX_FB = 256;
                private static final int INDEX_FC = 320;
                private static final int INDEX_FD = 384;
                private static final int INDEX_FE = 704;

                private static final Opcode[] BY_INDEX = new Opcode[INDEX_COUNT];

                static {
                    for (Opcode opcode : values()) {
                        BY_INDEX[opcode.index] = opcode;
                    }
                }

                /** Made only when somebody asks, which running a binary module never does. */
                private static final class Mnemonics {
                    static final Map<String, Opcode> MAP = new HashMap<>();

                    static {
                        for (Opcode opcode : values()) {
                            MAP.putIfAbsent(opcode.mnemonic, opcode);
                        }
                    }
                }

                private final String mnemonic;
                private final int prefix;
                private final int code;
                private final Immediates immediates;
                private final String signature;
                private final Feature feature;
                private final int naturalAlignment;
                private final int index;

                Opcode(String mnemonic, int prefix, int code, Immediates immediates, String signature, Feature feature,
                        int naturalAlignment) {
                    this.mnemonic = mnemonic;
                    this.prefix = prefix;
                    this.code = code;
                    this.immediates = immediates;
                    this.signature = signature;
                    this.feature = feature;
                    this.naturalAlignment = naturalAlignment;
                    this.index = indexOf(prefix, code);
                }

                /** The instruction with this prefix byte (0 for none) and code, or null. */
                public static Opcode of(int prefix, int code) {
                    int index = indexOf(prefix, code);
                    return index < 0 ? null : BY_INDEX[index];
                }

                /** The instruction with this {@linkplain #index() index}, or null. */
                public static Opcode ofIndex(int index) {
                    return BY_INDEX[index];
                }

                /** The first row with this mnemonic, or null. */
                public static Opcode ofMnemonic(String mnemonic) {
                    return Mnemonics.MAP.get(mnemonic);
                }

                /** The place of a prefix and a code in flat tables, or -1 where no instruction can have them. */
                public static int indexOf(int prefix, int code) {
                    if (code < 0) {
                        return -1;
                    }
                    return switch (prefix) {
                        case 0 -> code < INDEX_FB ? code : -1;
                        case 0xFB -> code < INDEX_FC - INDEX_FB ? INDEX_FB + code : -1;
                        case 0xFC -> code < INDEX_FD - INDEX_FC ? INDEX_FC + code : -1;
                        case 0xFD -> code < INDEX_FE - INDEX_FD ? INDEX_FD + code : -1;
                        case 0xFE -> code < INDEX_COUNT - INDEX_FE ? INDEX_FE + code : -1;
                        default -> -1;
                    };
                }

                /** The name in the text format. */
                public String mnemonic() {
                    return mnemonic;
                }

                /** The first byte where the instruction has two parts, else 0. */
                public int prefix() {
                    return prefix;
                }

                /** The opcode byte, or the number after the prefix. */
                public int code() {
                    return code;
                }

                public Immediates immediates() {
                    return immediates;
                }

                /** Operands and results, see the class comment. */
                public String signature() {
                    return signature;
                }

                /** Whether operands and results are fixed by the table. */
                public boolean hasSignature() {
                    return !signature.isEmpty();
                }

                /** The feature that brought the instruction, null for WebAssembly 1.0. */
                public Feature feature() {
                    return feature;
                }

                /** Exponent of the natural alignment of a memory access (0 for one byte), -1 for other instructions. */
                public int naturalAlignment() {
                    return naturalAlignment;
                }

                /** A dense number for flat tables: 0..255 for single-byte instructions, then one range for each prefix. */
                public int index() {
                    return index;
                }
            }
            """;

    private OpcodeSource() {}

    static String of(OpTable table) {
        StringBuilder rows = new StringBuilder();
        for (Instruction row : table.instructions()) {
            rows.append("    ").append(row.constant()).append("(\"").append(row.mnemonic()).append('"')
                    .append(String.format(", 0x%02X, 0x%02X", row.prefix(), row.code()))
                    .append(", Immediates.").append(row.immediates().toUpperCase(Locale.ROOT))
                    .append(", \"").append(row.signature()).append("\", ")
                    .append(row.feature().isEmpty() ? "null" : "Feature." + row.feature().toUpperCase(Locale.ROOT))
                    .append(", ").append(row.alignment()).append("),\n");
        }
        rows.setCharAt(rows.length() - 2, ';');
        return HEAD + rows + BODY;
    }

    /** The class {@code Operators}: which op of the IR an instruction is. */
    static String operators(OpTable table) {
        Map<String, Integer> numbers = new HashMap<>();
        table.ops().forEach(op -> numbers.put(op.name(), op.number()));
        JavaSource out = new JavaSource("dev.vespula.internal.translate");
        out.imports("dev.vespula.internal.binary.Opcode");
        out.line("/** Which IR op stands for a Wasm operator. */");
        out.open("final class Operators");
        out.line("private static final short[] OPS = new short[Opcode.INDEX_COUNT];");
        out.open("static");
        out.line("char[] rows = " + IrSource.packed(table.instructions().stream()
                .mapToInt(row -> numbers.getOrDefault(row.mnemonic(), 0xFFFF))) + ";");
        out.open("for (Opcode opcode : Opcode.values())").line("OPS[opcode.index()] = (short) rows[opcode.ordinal()];").close();
        out.close();
        out.open("private Operators()").close();
        out.line("/** The IR op with the name of the operator that has an index, -1 if there is none. */");
        out.open("static int op(int opcodeIndex)");
        out.line("return OPS[opcodeIndex];").close();
        return out.close().toString();
    }
}
