package dev.vespula.codegen;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the class {@code Ir}: the numbers of the ops and what the tables say about each. */
final class IrSource {
    private static final List<String> KINDS = List.of("leaf", "expr", "stmt", "term");
    private static final List<String> TYPES = List.of("-", "i32", "i64", "f32", "f64", "v128", "ref", "idx");
    private static final List<String> MEANINGS = List.of("-", "slot", "func", "global", "memory", "table", "elem", "data",
            "count", "i32", "i64", "target", "targets", "type", "frame", "memarg", "tag", "lane", "field", "reftype", "region");
    private static final List<String> FLAGS = List.of("trap", "test", "commutative", "compare", "vector", "atomic", "lanewise",
            Op.OPERATION, "call", "tail", "falls", "throws", "charges", "allocates", "grows", "reads-global", "reads-table",
            "reads-memory", "reads-size", "writes-global", "writes-table", "writes-memory", "switches");
    private static final List<String> LANES = List.of("-", "i8", "i16", "i32", "i64", "f32", "f64");

    private static final int VARIADIC = 255;

    private final StringBuilder out = new StringBuilder();

    private IrSource() {}

    static String of(OpTable table) {
        IrSource source = new IrSource();
        source.head();
        for (Op op : table.ops()) {
            source.line("    public static final int " + op.constant() + " = " + op.number() + ";");
        }
        source.line("    /** How many ops there are. */");
        source.line("    public static final int COUNT = " + table.ops().size() + ";");
        source.line("    /** In place of a number of operands: the last word before them says how many there are. */");
        source.line("    public static final int VARIADIC = " + VARIADIC + ";");
        source.line("");
        source.constants("KIND", KINDS);
        source.constants("TYPE", TYPES);
        source.line("    /** The type of the operands of a {@link #VARIADIC} op. */");
        source.line("    public static final int TYPE_ANY = " + TYPES.size() + ";");
        source.constants("MEANING", MEANINGS);
        for (int k = 0; k < FLAGS.size(); k++) {
            source.line("    public static final int FLAG_" + FLAGS.get(k).toUpperCase(Locale.ROOT).replace('-', '_') + " = "
                    + (1 << k) + ";");
        }
        List<String> families = Stream.concat(Stream.of("-"), table.ops().stream().map(IrSource::family).distinct()
                .filter(family -> !family.equals("-")).sorted()).toList();
        source.constants("LANE", LANES);
        source.constants("FAMILY", families);
        source.strings("NAMES", table.ops());
        source.packed("KINDS", table.ops(), op -> index(KINDS, op.kind(), op));
        source.packed("FIELDS", table.ops(), op -> index(MEANINGS, op.field(), op));
        source.packed("RESULTS", table.ops(), op -> index(TYPES, op.result(), op));
        source.packed("WORD_ENTRIES", table.ops(), op -> op.words().size());
        source.packed("WORDS", table.ops(), op -> packed(op.words(), MEANINGS, 5, op));
        source.packed("OPERAND_COUNTS", table.ops(), op -> op.isVariadic() ? VARIADIC : op.operands().size());
        source.packed("OPERANDS", table.ops(), op -> op.isVariadic() ? 0 : packed(op.operands(), TYPES, 3, op));
        source.packed("WIDTHS", table.ops(), Op::width);
        source.packed("LOW_FLAGS", table.ops(), op -> flags(op) & 0xFFFF);
        source.packed("HIGH_FLAGS", table.ops(), op -> flags(op) >>> 16);
        source.packed("LANES", table.ops(), op -> index(LANES, lane(op), op));
        source.packed("FAMILIES", table.ops(), op -> families.indexOf(family(op)));
        source.line("    private static final int[] FLAGS = flags();");
        source.accessors();
        source.line("}");
        return source.out.toString();
    }

    private static int flags(Op op) {
        int flags = op.high().equals("=") ? 1 << FLAGS.indexOf("lanewise") : 0;
        for (String flag : op.flags()) {
            flags |= 1 << index(FLAGS, flag, op);
        }
        return flags;
    }

    /** The mnemonic of an operator without its type. */
    private static String family(Op op) {
        boolean isOperator = op.isNumeric() || op.isVector() && op.width() == 0;
        return isOperator ? op.name().substring(op.name().indexOf('.') + 1) : "-";
    }

    /** What the mnemonic of an operator begins with: a type of numbers or of the lanes of vectors; whole vectors are longs. */
    private static String lane(Op op) {
        return family(op).equals("-") ? "-" : op.name().startsWith("v128") ? "i64" : op.name().split("[.x]")[0];
    }

    private static int index(List<String> names, String name, Op op) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(op.name() + ": unknown " + name);
        }
        return index;
    }

    /** As many entries as fit, the first lowest. */
    private static int packed(List<String> entries, List<String> names, int bits, Op op) {
        if (entries.size() > 16 / bits || names.size() > 1 << bits) {
            throw new IllegalArgumentException(op.name() + ": too many entries");
        }
        int packed = 0;
        for (int k = 0; k < entries.size(); k++) {
            packed |= index(names, entries.get(k), op) << bits * k;
        }
        return packed;
    }

    private void head() {
        line("package dev.vespula.internal.ir;");
        line("");
        line("/**");
        line(" * The ops of the register IR, generated from the tables in {@code src/main/ops}.");
        line(" *");
        line(" * <p>An op word holds the op in its low 12 bits and a field in the 20 bits above.");
        line(" */");
        line("public final class Ir {");
    }

    private void constants(String prefix, List<String> names) {
        for (int k = 0; k < names.size(); k++) {
            String name = names.get(k).equals("-") ? "NONE" : names.get(k).toUpperCase(Locale.ROOT);
            line("    public static final int " + prefix + "_" + name + " = " + k + ";");
        }
        line("");
    }

    private void strings(String name, List<Op> ops) {
        line("    private static final String[] " + name + " = (\"\"");
        for (Op op : ops) {
            line("            + \"" + op.name() + (op.number() + 1 < ops.size() ? " " : "") + "\"");
        }
        line("            ).split(\" \");");
    }

    /**
     * Metadata from string constants, which cost no code in the class initialiser; as arrays, because a cold translator
     * asks for them all the time and {@code charAt} is four calls where nothing is compiled yet.
     */
    private void packed(String name, List<Op> ops, ToIntFunction<Op> value) {
        line("    private static final char[] " + name + " = " + packed(ops.stream().mapToInt(value)) + ";");
    }

    /** An array of chars. */
    static String packed(IntStream values) {
        StringBuilder text = new StringBuilder();
        values.forEach(value -> text.append(String.format("\\u%04x", value).replace("\\u000a", "\\n")
                .replace("\\u000d", "\\r").replace("\\u0022", "\\\"").replace("\\u005c", "\\\\")));
        return "\"" + text + "\".toCharArray()";
    }

    private void accessors() {
        line("""

    private Ir() {
    }

    /** The op of an op word. */
    public static int op(int word) {
        return word & 0xFFF;
    }

    /** The field of an op word, 0 to 2^20 - 1. */
    public static int field(int word) {
        return word >>> 12;
    }

    /** Makes an op word. */
    public static int word(int op, int field) {
        return op | field << 12;
    }

    /** The op's name: a WebAssembly mnemonic where there is one. */
    public static String name(int op) {
        return NAMES[op];
    }

    /** What operators of different types have in common, one of the FAMILY constants: the name without the type. */
    public static int family(int op) {
        return FAMILIES[op];
    }

    /** What an operator is for, one of the LANE constants: numbers of a type, or vectors with such lanes. */
    public static int lane(int op) {
        return LANES[op];
    }

    /** One of the KIND constants. */
    public static int kind(int op) {
        return KINDS[op];
    }

    /** What the field holds, one of the MEANING constants. */
    public static int fieldMeaning(int op) {
        return FIELDS[op];
    }

    /** How many entries the op's list of words has; an entry may stand for several words, see {@link #wordMeaning}. */
    public static int wordEntries(int op) {
        return WORD_ENTRIES[op];
    }

    /** What an entry of the list of words is, one of the MEANING constants. */
    public static int wordMeaning(int op, int index) {
        return WORDS[op] >> 5 * index & 31;
    }

    /** How many operand expressions follow, or {@link #VARIADIC}: then all are of type {@link #TYPE_ANY}. */
    public static int operands(int op) {
        return OPERAND_COUNTS[op];
    }

    /** Type of an operand, one of the TYPE constants. */
    public static int operand(int op, int index) {
        return OPERANDS[op] >> 3 * index & 7;
    }

    /** Type of an expression's value, or of what a statement puts into its slot; {@link #TYPE_NONE} if there is none. */
    public static int result(int op) {
        return RESULTS[op];
    }

    /** Bytes of memory that a load or store accesses, 0 for other ops. */
    public static int width(int op) {
        return WIDTHS[op];
    }

    /** Whether the op has the flag, or one of several. */
    public static boolean has(int op, int flag) {
        return (FLAGS[op] & flag) != 0;
    }

    /** Whether the op calls a function, in the frame's place or not. */
    public static boolean isCall(int op) {
        return has(op, FLAG_CALL);
    }

    /** Whether the op calls a function in place of the frame. */
    public static boolean isTailCall(int op) {
        return has(op, FLAG_TAIL);
    }

    /** Whether the op calls a function that returns to the frame. */
    public static boolean isReturningCall(int op) {
        return (FLAGS[op] & (FLAG_CALL | FLAG_TAIL)) == FLAG_CALL;
    }

    /** Whether the op is {@code slot = expression}. */
    public static boolean isSet(int op) {
        return op >= SET_I32 && op <= SET_REF;
    }

    /**
     * Whether an execution can stop at the op, to be continued there: fuel can run out at a charge, at the translation that a
     * call needs, at a statement of any length.
     */
    public static boolean canStop(int op) {
        return KINDS[op] == KIND_STMT && !isSet(op) || isCall(op);
    }

    private static int[] flags() {
        int[] flags = new int[COUNT];
        for (int op = 0; op < COUNT; op++) {
            flags[op] = LOW_FLAGS[op] | HIGH_FLAGS[op] << 16;
        }
        return flags;
    }""".stripTrailing());
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
