package dev.vespula.codegen;

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

    private SemanticsSources() {
    }

    /** The sources by class name. */
    static Map<String, String> of(OpTable table) {
        Map<String, String> sources = new LinkedHashMap<>();
        JavaSource numbers = begin("NumericSemantics", "The operators on numbers");
        JavaSource vectors = begin("VectorSemantics", "The operators on vectors and what their loads and stores compute");
        for (Op op : table.ops()) {
            if (op.isVector()) {
                if (op.words().size() != 2 || op.width() > 0) {
                    vector(vectors, op);
                }
            } else if (op.kind().equals("expr") && op.width() == 0 && !op.semantics().isEmpty()) {
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
        StringBuilder params = new StringBuilder();
        for (int k = 0; k < op.operands().size(); k++) {
            append(params, JavaType.of(op.operands().get(k)).java + " " + NodeClass.letter(k));
        }
        String value = op.has("compare") ? comparison(op) : op.semantics();
        method(out, JavaType.of(op.result()).java, name(op), params, value);
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
        if (op.width() > 0) {
            access(out, op);
            return;
        }
        StringBuilder params = new StringBuilder();
        boolean lanewise = op.high().equals("=");
        for (int k = 0; k < op.operands().size(); k++) {
            vectorParameter(params, op.operands().get(k), NodeClass.letter(k), lanewise);
        }
        lane(params, op);
        if (lanewise) {
            method(out, "long", name(op), params, op.semantics());
        } else if (op.result().equals("v128")) {
            method(out, "long", name(op) + "_low", params, op.semantics());
            method(out, "long", name(op) + "_high", params, op.high());
        } else {
            method(out, JavaType.of(op.result()).java, name(op), params, op.semantics());
        }
    }

    private static void access(JavaSource out, Op op) {
        if (op.width() == 16) {
            return;
        }
        StringBuilder params = new StringBuilder();
        boolean isLoad = op.result().equals("v128");
        if (isLoad) {
            append(params, JavaType.raw(op.width()) + " a");
        }
        if (op.operands().size() > 1) {
            vectorParameter(params, "v128", isLoad ? "b" : "a", false);
        }
        if (op.words().contains("lane")) {
            append(params, "int lane");
        }
        if (isLoad) {
            method(out, "long", name(op) + "_low", params, op.semantics());
            method(out, "long", name(op) + "_high", params, op.high());
        } else {
            method(out, JavaType.raw(op.width()), name(op), params, op.semantics());
        }
    }

    private static void vectorParameter(StringBuilder params, String type, String name, boolean lanewise) {
        if (!type.equals("v128")) {
            append(params, JavaType.of(type).java + " " + name);
        } else {
            append(params, "long " + name + "l");
            if (!lanewise) {
                append(params, "long " + name + "h");
            }
        }
    }

    private static void lane(StringBuilder params, Op op) {
        if (op.field().equals("lane")) {
            append(params, "int lane");
        }
    }

    private static void append(StringBuilder params, String param) {
        params.append(params.length() == 0 ? "" : ", ").append(param);
    }

    private static void method(JavaSource out, String type, String name, StringBuilder params, String value) {
        out.open("public static " + type + " " + name + "(" + params + ")");
        out.line("return " + value + ";");
        out.close();
    }

    private static String name(Op op) {
        return op.name().replace('.', '_');
    }
}
