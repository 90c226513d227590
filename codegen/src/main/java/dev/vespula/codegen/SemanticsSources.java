package dev.vespula.codegen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what the tables say about each operator as static methods, for compiled code to call. An operator {@code i32.add}
 * becomes a method {@code i32_add} of its operands.
 *
 * <p>Vectors are passed as two longs. An operator whose halves do not depend on one another is one method over one half of
 * each vector; any other that gives a vector is two methods over both, with {@code _low} and {@code _high} behind the name.
 * A lane number comes last. Shuffles have no method: see {@code ShufflePlan}.
 *
 * <p>Loads and stores of vectors become methods over the raw value, and, where they have one, the vector and the lane.
 */
final class SemanticsSources {
    private static final String PACKAGE = "dev.vespula.internal.numeric";

    private SemanticsSources() {}

    /** The sources by class name. */
    static Map<String, String> of(OpTable table) {
        Map<String, String> sources = new LinkedHashMap<>();
        JavaSource numbers = begin("NumericSemantics", "The operators on numbers");
        JavaSource vectors = begin("VectorSemantics", "The operators on vectors and what their loads and stores compute");
        for (Op op : table.ops()) {
            if (op.isVector()) {
                if (op.width() > 0 ? op.width() < 16 : op.words().size() != 2) {
                    vector(vectors, op);
                }
            } else if (op.isNumeric()) {
                numeric(numbers, op);
            }
        }
        sources.put("NumericSemantics", numbers.close().toString());
        sources.put("VectorSemantics", vectors.close().toString());
        return sources;
    }

    private static JavaSource begin(String name, String what) {
        JavaSource out = new JavaSource(PACKAGE);
        out.line("/** " + what + ", as the tables in {@code src/main/ops} define them: for compiled code. */");
        out.open("public final class " + name);
        out.open("private " + name + "()").close();
        return out;
    }

    private static void numeric(JavaSource out, Op op) {
        List<String> params = new ArrayList<>();
        for (int k = 0; k < op.operands().size(); k++) {
            params.addAll(parameters(op.operands().get(k), NodeClass.letter(k), false));
        }
        method(out, JavaType.of(op.result()).java, op, "", params, op.has("compare") ? comparison(op) : op.semantics());
    }

    /** The value of a comparison; of integers without a branch, see {@code BranchFree}. */
    private static String comparison(Op op) {
        String operator = op.name().substring(op.name().indexOf('.') + 1);
        if (op.operands().get(0).startsWith("f")) {
            return "(" + op.semantics() + ") ? 1 : 0";
        }
        return switch (operator) {
            case "eqz" -> "BranchFree.isZero(a)";
            case "eq" -> "BranchFree.equal(a, b)";
            case "ne" -> "1 ^ BranchFree.equal(a, b)";
            case "lt_s" -> "BranchFree.less(a, b)";
            case "lt_u" -> "BranchFree.lessUnsigned(a, b)";
            case "gt_s" -> "BranchFree.less(b, a)";
            case "gt_u" -> "BranchFree.lessUnsigned(b, a)";
            case "le_s" -> "1 ^ BranchFree.less(b, a)";
            case "le_u" -> "1 ^ BranchFree.lessUnsigned(b, a)";
            case "ge_s" -> "1 ^ BranchFree.less(a, b)";
            case "ge_u" -> "1 ^ BranchFree.lessUnsigned(a, b)";
            default -> throw new IllegalArgumentException(op.name() + ": unknown comparison");
        };
    }

    private static void vector(JavaSource out, Op op) {
        boolean isAccess = op.width() > 0;
        boolean isLoad = isAccess && op.result().equals("v128");
        boolean isLanewise = op.high().equals("=");
        List<String> params = new ArrayList<>();
        if (isLoad) {
            params.add(JavaType.raw(op.width()) + " a");
        }
        // The address, which is the first operand of an access, is none of a method.
        for (int k = isAccess ? 1 : 0; k < op.operands().size(); k++) {
            params.addAll(parameters(op.operands().get(k), NodeClass.letter(isAccess && !isLoad ? k - 1 : k), isLanewise));
        }
        if (op.field().equals("lane") || op.words().contains("lane")) {
            params.add("int lane");
        }
        if (!isLanewise && op.result().equals("v128")) {
            method(out, "long", op, "_low", params, op.semantics());
            method(out, "long", op, "_high", params, op.high());
        } else {
            String type = isLanewise ? "long" : isAccess ? JavaType.raw(op.width()) : JavaType.of(op.result()).java;
            method(out, type, op, "", params, op.semantics());
        }
    }

    private static List<String> parameters(String type, String name, boolean isLanewise) {
        if (!type.equals("v128")) {
            return List.of(JavaType.of(type).java + " " + name);
        }
        return isLanewise ? List.of("long " + name + "l") : List.of("long " + name + "l", "long " + name + "h");
    }

    private static void method(JavaSource out, String type, Op op, String suffix, List<String> params, String value) {
        out.open("public static " + type + " " + op.name().replace('.', '_') + suffix + "(" + String.join(", ", params) + ")");
        out.line("return " + value + ";");
        out.close();
    }
}
