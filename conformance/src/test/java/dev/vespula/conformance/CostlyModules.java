package dev.vespula.conformance;

import dev.vespula.text.Wat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Shapes of modules, of any size, some step of whose processing might take more time or memory than their size has it. */
final class CostlyModules {
    private static final int WIDE = 1_000;
    private static final String[] TYPES = {"i32", "i64", "f32", "f64"};
    private static final String TYPE = "(type $wide (func (param " + "i32 ".repeat(WIDE) + ") (result " + "i32 ".repeat(WIDE)
            + ")))";
    private static final String PUSH = "(i32.const 0) ".repeat(WIDE);
    private static final String DROP = "drop ".repeat(WIDE);

    private CostlyModules() {}

    /** By name what makes the text of a module of a number of bytes, about. */
    static Map<String, IntFunction<String>> all() {
        Map<String, IntFunction<String>> shapes = new LinkedHashMap<>();
        shapes.put("calls", n -> function("", "(call 0) ".repeat(n / 2)));
        shapes.put("wide calls", n -> wide("(call $f) ".repeat(n / 2)));
        shapes.put("wide indirect calls", n -> wide("(call_indirect (type $wide) (i32.const 0)) ".repeat(n / 6)));
        shapes.put("wide blocks", n -> wide("(block (type $wide)) ".repeat(n / 3)));
        shapes.put("wide ifs", n -> wide("(if (type $wide) (i32.const 0) (then)) ".repeat(n / 5)));
        shapes.put("wide branches", n -> "(module " + TYPE + "(type $results (func (result " + "i32 ".repeat(WIDE) + ")))"
                + "(func (local i32) (block (type $results) " + PUSH + "(br_if 0 (local.get 0)) ".repeat(n / 4) + ")" + DROP
                + "))");
        shapes.put("nested handlers with calls", n -> function("", "try_table (catch_all 0) call 0 ".repeat(n / 8)
                + "end ".repeat(n / 8)));
        shapes.put("nested handlers of many tags", n -> {
            int count = n / 12;
            StringBuilder text = new StringBuilder("(module ");
            for (int k = 0; k < count; k++) {
                text.append("(tag $t").append(k).append(") ");
            }
            text.append("(func ");
            for (int k = 0; k < count; k++) {
                text.append("try_table (catch $t").append(k).append(" 0) call 0 ");
            }
            return text.append("end ".repeat(count)).append("))").toString();
        });
        shapes.put("handlers one after the other behind nested ones", n -> function("", "try_table (catch_all 0) ".repeat(n
                / 12)
                + "call 0 " + "end ".repeat(n / 12) + "try_table (catch_all 0) call 0 end ".repeat(n / 16)));
        shapes.put("branches to one label", n -> function("(local i32)", "block " + "(br_if 0 (local.get 0)) ".repeat(n / 4)
                + "end "));
        shapes.put("nested loops", n -> function("(local i32 i32)", "loop (local.set 1 (local.get 0)) ".repeat(n / 12)
                + "(br_if 0 (local.get 1)) end ".repeat(n / 12)));
        shapes.put("nested loops that are left together", n -> function("(local i32)", "block " + "loop ".repeat(n / 7)
                + "(br_if " + n / 7 + " (local.get 0)) " + "(br_if 0 (local.get 0)) end ".repeat(n / 7) + "end "));
        shapes.put("locals that are live across branches", n -> function("(local " + "i32 ".repeat(n / 16) + ")",
                sequence(n / 16, k -> "(if (local.get " + k + ") (then (local.set " + (k + 7) % (n / 16) + " (local.get 0)))) ")
                        + sequence(n / 16, k -> "(drop (local.get " + k + ")) ")));
        shapes.put("operands that are live across calls", n -> function("", "(i32.const 1) (i32.eqz) ".repeat(n / 8)
                + "(call 0) ".repeat(n / 6) + "drop ".repeat(n / 8)));
        shapes.put("branch tables", n -> function("(local i32)", ("(block (br_table 0 0 0 (local.get 0))) ").repeat(n / 9)));
        shapes.put("functions with many locals", n -> "(module " + ("(func (local " + "i32 ".repeat(200) + ")) ").repeat(n / 6)
                + ")");
        shapes.put("functions", n -> "(module " + "(func) ".repeat(n / 5) + ")");
        shapes.put("exported functions", n -> "(module " + sequence(n / 16, k -> "(func (export \"" + k + "\"))") + ")");
        shapes.put("types of functions", n -> "(module " + sequence(n / 20, k -> "(func (param "
                + Integer.toString(k, 4).chars().mapToObj(digit -> TYPES[digit - '0']).collect(Collectors.joining(" ")) + ")) ")
                + ")");
        return shapes;
    }

    /** The binary of a shape. */
    static byte[] binary(IntFunction<String> shape, int bytes) {
        return Wat.parse(shape.apply(bytes));
    }

    private static String sequence(int count, IntFunction<String> piece) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < count; k++) {
            text.append(piece.apply(k));
        }
        return text.toString();
    }

    private static String function(String locals, String code) {
        return "(module (func " + locals + " " + code + "))";
    }

    private static String wide(String code) {
        return "(module " + TYPE + "(table funcref (elem $f)) (func $f (type $wide) " + sequence(WIDE, k -> "(local.get " + k
                + ") ")
                + ") (func " + PUSH + code + DROP + "))";
    }
}
