package dev.vespula.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the nodes of the numeric operators: a class for each operator and operand form, and a factory for each family.
 *
 * <p>A form has a letter for each operand: {@code S} a slot, {@code I} an immediate, {@code E} another node. One class
 * serves in every place: as an operand (the typed method), as {@code slot = expression} ({@code execute}), and at the
 * end of a block ({@code next}): a comparison branches, any other operator returns its value from the function.
 */
final class NumericNodes {
    /** Forms of an operator with two operands. */
    private static final List<String> BINARY = List.of("SS", "SI", "SE", "ES", "EI", "IS", "IE", "EE");
    /** Of a comparison: one with an immediate on the left has been turned round. */
    private static final List<String> COMPARISON = List.of("SS", "SI", "SE", "ES", "EI", "EE");
    /** Of an operator whose operands may change places. */
    private static final List<String> COMMUTATIVE = List.of("SS", "SI", "SE", "EI", "EE");
    private static final List<String> UNARY = List.of("S", "E");

    private NumericNodes() {
    }

    /** The sources of all families by class name. */
    static Map<String, String> of(OpTable table) {
        Map<String, List<Op>> families = new TreeMap<>();
        for (Op op : table.ops()) {
            if (!op.semantics().isEmpty() && op.width() == 0 && !op.isVector()) {
                families.computeIfAbsent(family(op), name -> new ArrayList<>()).add(op);
            }
        }
        Map<String, String> sources = new TreeMap<>();
        families.forEach((name, ops) -> sources.put(name, family(name, ops)));
        return sources;
    }

    private static String family(Op op) {
        String type = op.operands().get(0).toUpperCase(java.util.Locale.ROOT);
        if (op.operands().size() == 1) {
            return type + "UnaryNodes";
        }
        return type + (op.has("compare") ? "CompareNodes" : "BinaryNodes");
    }

    private static String family(String name, List<Op> ops) {
        JavaSource out = new JavaSource("dev.vespula.internal.interp");
        out.imports("dev.vespula.internal.ir.Ir", "dev.vespula.internal.numeric.Conversions",
                "dev.vespula.internal.numeric.FloatOps", "dev.vespula.internal.numeric.IntegerOps");
        out.open("final class " + name);
        out.open("private " + name + "()").close();
        out.open("static Product make(NodeSpec spec)");
        out.open("switch (spec.op)");
        for (Op op : ops) {
            List<String> forms = forms(op);
            out.line("case Ir." + op.constant() + ":");
            out.open("    switch (spec.form)");
            for (String form : forms.subList(0, forms.size() - 1)) {
                out.line("case NodeSpec." + form + ":");
                out.line("    return new " + className(op, form) + "(spec);");
            }
            out.line("default:");
            out.line("    return new " + className(op, forms.get(forms.size() - 1)) + "(spec);");
            out.close();
        }
        out.line("default:");
        out.line("    throw spec.unknown();");
        out.close().close().close();
        for (Op op : ops) {
            for (String form : forms(op)) {
                node(out, op, form);
            }
        }
        return out.toString();
    }

    private static List<String> forms(Op op) {
        return op.operands().size() == 1 ? UNARY : op.has("commutative") ? COMMUTATIVE
                : op.has("compare") ? COMPARISON : BINARY;
    }

    /** {@code i32.lt_u} in form SI is {@code I32LtUSI}. */
    static String className(Op op, String form) {
        StringBuilder name = new StringBuilder();
        for (String part : op.name().split("[._]")) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return name.append(form).toString();
    }

    private static void node(JavaSource out, Op op, String form) {
        String name = className(op, form);
        JavaType result = JavaType.of(op.result());
        boolean compare = op.has("compare");
        out.open("final class " + name + " extends Node");
        for (int k = 0; k < form.length(); k++) {
            out.line("private final " + fieldType(op, form, k) + " " + letter(k) + ";");
        }
        out.line("private final int target;");
        if (compare) {
            out.line("private final Block taken;");
            out.line("private final Block other;");
        }
        out.open(name + "(NodeSpec spec)");
        for (int k = 0; k < form.length(); k++) {
            out.line(letter(k) + " = " + fieldValue(op, form, k) + ";");
        }
        out.line("target = spec.target;");
        if (compare) {
            out.line("taken = spec.taken;");
            out.line("other = spec.other;");
        }
        out.close();
        out.open("@Override " + result.java + " " + result.wasm + "(Execution x, long[] cells, int fp)");
        operands(out, op, form);
        out.line("return " + op.semantics() + (compare ? " ? 1 : 0;" : ";"));
        out.close();
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        out.line("cells[fp + target] = " + result.cell(result.wasm + "(x, cells, fp)") + ";");
        out.close();
        out.open("@Override Block next(Execution x, long[] cells, int fp)");
        if (compare) {
            operands(out, op, form);
            out.line("return " + op.semantics() + " ? taken : other;");
        } else {
            out.line("cells[fp] = " + result.cell(result.wasm + "(x, cells, fp)") + ";");
            out.line("return x.leave();");
        }
        out.close();
        out.close();
    }

    /** Declares the operands as locals a and b, which hide the fields of these names. */
    private static void operands(JavaSource out, Op op, String form) {
        for (int k = 0; k < form.length(); k++) {
            JavaType type = JavaType.of(op.operands().get(k));
            String field = "this." + letter(k);
            String value = switch (form.charAt(k)) {
                case 'S' -> type.read(field);
                case 'I' -> field;
                default -> field + "." + type.wasm + "(x, cells, fp)";
            };
            out.line(type.java + " " + letter(k) + " = " + value + ";");
        }
    }

    private static String fieldType(Op op, String form, int k) {
        return switch (form.charAt(k)) {
            case 'S' -> "int";
            case 'I' -> JavaType.of(op.operands().get(k)).java;
            default -> "Node";
        };
    }

    private static String fieldValue(Op op, String form, int k) {
        return switch (form.charAt(k)) {
            case 'S' -> "spec." + letter(k);
            case 'I' -> JavaType.of(op.operands().get(k)).immediate();
            default -> "spec." + letter(k) + "Node";
        };
    }

    private static String letter(int k) {
        return String.valueOf((char) ('a' + k));
    }
}
