package dev.vespula.codegen;

import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes the class {@code FlatMemory}: what compiled code reads and writes a memory with that is one array. */
final class FlatMemorySource {
    /** Java types of integers by their bits. */
    private static final Map<Integer, String> TYPES = Map.of(8, "byte", 16, "short", 32, "int", 64, "long");

    private FlatMemorySource() {}

    static String source() {
        JavaSource out = new JavaSource("dev.vespula.internal.memory").imports("dev.vespula.internal.contract.Contract",
                "java.util.Objects");
        out.text("""
                /**
                 * Accesses of a memory that is one array, for compiled code. An address is that of the first byte, or there is an
                 * offset to add to it. What takes {@code end} is for an array that may be longer than the memory, which ends there. An
                 * address that is wide is negative if it is beyond 2^63. An access out of bounds throws
                 * {@link IndexOutOfBoundsException}, with a stack trace that tells where.
                 *
                 * <p>A negative address must be refused although its sum with the offset may not be negative. Checking it first
                 * leaves the sum as it is, which C2 sees through in loops: quicksort 61 -> 50 ms against (a + n) | (a & 0x80000000).
                 *
                 * <p>The JVM's first compiler must not inline these methods: with the views in the generated code itself, it made
                 * 14.7 MB of machine code in 4.9 s for a script of Lua, with calls 8 MB in 3.1 s. It leaves methods alone whose
                 * frame is larger than their arguments by more than five slots, which is what the variables are for. C2 must
                 * inline them, and stops when a method and what it inlined have 8,000 bytes together. So they are short.
                 */
                public final class FlatMemory {
                private FlatMemory() {
                }
                """);
        TYPES.keySet().stream().sorted().forEach(bits -> {
            String type = TYPES.get(bits);
            methods(out, bits, type + " load", "", index -> "return " + load(type, bits, index) + ";");
            methods(out, bits, "void store", ", " + type + " value", index -> store(bits, index));
        });
        return out.text("}").toString();
    }

    /** Writes a load or a store in all forms. */
    private static void methods(JavaSource out, int bits, String head, String value, UnaryOperator<String> access) {
        String address = "address";
        String sum = "Objects.checkIndex(address, Integer.MAX_VALUE) + offset";
        String end = bits == 8 ? "end" : "end - " + (bits / 8 - 1);
        method(out, head + bits + "(byte[] bytes, int address" + value, access.apply(inArray(bits, address)));
        method(out, head + bits + "Offset(byte[] bytes, int address, int offset" + value, access.apply(inArray(bits, sum)));
        method(out, head + bits + "Within(byte[] bytes, int end, int address" + value,
                access.apply("Objects.checkIndex(" + address + ", " + end + ")"));
        method(out, head + bits + "OffsetWithin(byte[] bytes, int end, int address, int offset" + value,
                access.apply("Objects.checkIndex(" + sum + ", " + end + ")"));
        method(out, head + bits + "Wide(byte[] bytes, int end, long address" + value,
                access.apply("(int) Objects.checkIndex(address, (long) " + end + ")"));
    }

    /** An index that the view checks; what is thrown for an array itself may lack the stack trace. */
    private static String inArray(int bits, String index) {
        return bits == 8 ? "Objects.checkIndex(" + index + ", bytes.length)" : index;
    }

    private static void method(JavaSource out, String head, String body) {
        out.text("""
                @Contract
                public static %s) {
                long large;
                long larger;
                long largest;
                %s
                }
                """.formatted(head, body));
    }

    private static String load(String type, int bits, String index) {
        return bits == 8 ? "bytes[" + index + "]" : "(" + type + ") Bytes.VIEW_" + bits + ".get(bytes, " + index + ")";
    }

    private static String store(int bits, String index) {
        return bits == 8 ? "bytes[" + index + "] = value;" : "Bytes.VIEW_" + bits + ".set(bytes, " + index + ", value);";
    }
}
