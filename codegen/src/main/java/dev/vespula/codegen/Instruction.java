package dev.vespula.codegen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An instruction of WebAssembly.
 *
 * @param name       mnemonic; of two with one mnemonic the second has a word behind a stroke
 * @param prefix     first byte where the instruction has two parts, else 0
 * @param code       opcode byte, or the number after the prefix
 * @param feature    the feature that brought it, empty for WebAssembly 1.0
 * @param immediates what follows its code, a constant of {@code Immediates}
 * @param signature  a letter for each operand, a colon, and a letter for each result; empty where that is not fixed
 * @param alignment  exponent of the natural alignment of a memory access, -1 for others
 */
record Instruction(String name, int prefix, int code, String feature, String immediates, String signature, int alignment)
        implements
            Comparable<Instruction> {
    /** What immediates name, in the order of the names in {@code Immediates}. */
    private static final List<String> NAMED =
            List.of("func", "tag", "type", "field", "count", "elem", "data", "table", "memory");
    private static final List<String> UNFIXED = List.of("ref", "any*");

    /** The instruction whose code and feature are in a column of a table. */
    static Instruction of(String name, String column, String immediates, String signature, int alignment) {
        List<String> words = List.of(column.split(" "));
        int codes = words.size() > 1 && words.get(1).matches("[0-9A-F]+") ? 2 : 1;
        return new Instruction(name, codes > 1 ? Integer.parseInt(words.get(0), 16) : 0,
                Integer.parseInt(words.get(codes - 1), 16), words.size() > codes ? words.get(codes) : "", immediates, signature,
                alignment);
    }

    /** The instruction that an op stands for. */
    static Instruction of(Op op, String column, List<String> operands, List<String> results) {
        List<String> named = new ArrayList<>(op.words());
        named.add(0, op.field());
        named.retainAll(NAMED);
        named.sort(Comparator.comparing(NAMED::indexOf));
        String immediates = op.width() > 0 ? op.words().contains("lane") ? "memarg_lane" : "memarg"
                : op.field().equals("lane") ? "lane" : op.isVector() && op.words().size() == 2 ? "shuffle"
                : named.isEmpty() ? "none" : String.join("_", named);
        boolean isFixed = !op.kind().equals("term") && Collections.disjoint(operands, UNFIXED)
                && Collections.disjoint(results, UNFIXED) && Set.copyOf(named).size() == named.size();
        return of(op.name(), column, immediates, isFixed ? signature(operands, results) : "",
                op.width() > 0 ? Integer.numberOfTrailingZeros(op.width()) : -1);
    }

    static String signature(List<String> operands, List<String> results) {
        return letters(operands) + ":" + letters(results);
    }

    private static String letters(List<String> types) {
        StringBuilder letters = new StringBuilder();
        for (String type : types) {
            letters.append(switch (type) {
                case "i32" -> 'i';
                case "i64" -> 'l';
                case "f32" -> 'f';
                case "f64" -> 'd';
                case "v128" -> 'v';
                case "idx" -> 'a';
                case "elem" -> 'e';
                default -> throw new IllegalArgumentException("no letter for " + type);
            });
        }
        return letters.toString();
    }

    String constant() {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('/', '_');
    }

    String mnemonic() {
        return name.replaceAll("/.*", "");
    }

    @Override
    public int compareTo(Instruction other) {
        return prefix != other.prefix ? prefix - other.prefix : code - other.code;
    }
}
