package dev.vespula.codegen;

import java.util.Map;

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
                 * Accesses of a memory that is one array, for compiled code. {@code end} is the size of the memory; the array may be
                 * longer. An address that is wide is that of the first byte, negative if it is beyond 2^63, else the offset is added.
                 * An access out of bounds throws {@link IndexOutOfBoundsException}, with a stack trace that tells where.
                 *
                 * <p>A negative address must be refused although its sum with the offset may not be negative. Checking it first
                 * leaves the sum as it is, which C2 sees through in loops: quicksort 61 -> 50 ms against (a + n) | (a & 0x80000000).
                 *
                 * <p>Each method has more than the 35 bytes that the JVM's first compiler inlines, hence the two ways where one
                 * would do: with the views in the generated code itself, that compiler made 14.7 MB of machine code in 4.9 s for a
                 * script of Lua, with these 8 MB in 3.1 s. C2 inlines what is executed often, up to 325 bytes, and leaves the rest
                 * calls, so its code is smaller too.
                 */
                public final class FlatMemory {
                private FlatMemory() {
                }
                """);
        TYPES.keySet().stream().sorted().forEach(bits -> {
            String type = TYPES.get(bits);
            int last = bits / 8 - 1;
            String end = last == 0 ? "end" : "end - " + last;
            String near = "Objects.checkIndex(address, " + end + ")";
            String far = "Objects.checkIndex(Objects.checkIndex(address, Integer.MAX_VALUE) + offset, " + end + ")";
            String wide = "(int) Objects.checkIndex(address, (long) " + end + ")";
            method(out, type + " load" + bits, ") {", "return " + load(type, bits, near) + ";",
                    "return " + load(type, bits, far) + ";", "return " + load(type, bits, wide) + ";");
            method(out, "void store" + bits, ", " + type + " value) {", store(bits, near), store(bits, far), store(bits, wide));
        });
        return out.text("}").toString();
    }

    private static void method(JavaSource out, String head, String end, String near, String far, String wide) {
        out.text("""
                @Contract
                public static %1$s(byte[] bytes, int end, int address, int offset%2$s
                if (offset == 0) {
                %3$s
                } else {
                %4$s
                }
                }
                """.formatted(head, end, near, far));
        out.text("""
                @Contract
                public static %1$sWide(byte[] bytes, int end, long address%2$s
                %3$s
                }
                """.formatted(head, end, wide));
    }

    private static String load(String type, int bits, String index) {
        return bits == 8 ? "bytes[" + index + "]" : "(" + type + ") Bytes.VIEW_" + bits + ".get(bytes, " + index + ")";
    }

    private static String store(int bits, String index) {
        return bits == 8 ? "bytes[" + index + "] = value;" : "Bytes.VIEW_" + bits + ".set(bytes, " + index + ", value);";
    }
}
