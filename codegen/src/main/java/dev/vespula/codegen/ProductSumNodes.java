package dev.vespula.codegen;

import java.util.List;
import java.util.Locale;

/**
 * Writes the nodes of {@code a + b * c} and {@code a - b * c} over floating-point numbers, each operation rounded for
 * itself: the inner step of most numeric programs. Forms as for the operators, a letter for each operand.
 */
final class ProductSumNodes {
    private static final List<String> FORMS = List.of("SSS", "SSE", "SEE", "ESS", "ESE", "EEE");

    private ProductSumNodes() {
    }

    static String source() {
        JavaSource out = new JavaSource("dev.vespula.internal.interp");
        out.imports("dev.vespula.internal.ir.Ir");
        out.open("final class ProductSumNodes");
        out.open("private ProductSumNodes()").close();
        out.open("static Product make(NodeSpec spec)");
        out.open("switch (spec.op)");
        for (JavaType type : List.of(JavaType.F32, JavaType.F64)) {
            for (String op : List.of("Add", "Sub")) {
                out.line("case Ir." + type + "_" + op.toUpperCase(Locale.ROOT) + ":");
                out.line("    return make" + type + op + "(spec);");
            }
        }
        out.line("default:");
        out.line("    throw spec.unknown();");
        out.close().close();
        for (JavaType type : List.of(JavaType.F32, JavaType.F64)) {
            for (String op : List.of("Add", "Sub")) {
                factory(out, type, op);
            }
        }
        out.close();
        for (JavaType type : List.of(JavaType.F32, JavaType.F64)) {
            for (String form : FORMS) {
                node(out, type, "Add", "+", form);
                node(out, type, "Sub", "-", form);
            }
        }
        return out.toString();
    }

    private static void factory(JavaSource out, JavaType type, String op) {
        out.open("private static Product make" + type + op + "(NodeSpec spec)");
        for (String form : FORMS.subList(0, FORMS.size() - 1)) {
            StringBuilder condition = new StringBuilder();
            for (int k = 0; k < 3; k++) {
                condition.append(k == 0 ? "" : " && ").append("spec.").append("abc".charAt(k)).append("Node ")
                        .append(form.charAt(k) == 'S' ? "==" : "!=").append(" null");
            }
            out.open("if (" + condition + ")");
            out.line("return new " + type + op + "Product" + form + "(spec);");
            out.close();
        }
        out.line("return new " + type + op + "Product" + FORMS.get(FORMS.size() - 1) + "(spec);");
        out.close();
    }

    private static void node(JavaSource out, JavaType type, String op, String sign, String form) {
        String name = type + op + "Product" + form;
        out.open("final class " + name + " extends Node");
        for (int k = 0; k < 3; k++) {
            out.line("private final " + (form.charAt(k) == 'S' ? "int " : "Node ") + "abc".charAt(k) + ";");
        }
        out.line("private final int target;");
        out.open(name + "(NodeSpec spec)");
        for (int k = 0; k < 3; k++) {
            char letter = "abc".charAt(k);
            out.line(letter + " = spec." + letter + (form.charAt(k) == 'S' ? ";" : "Node;"));
        }
        out.line("target = spec.target;");
        out.close();
        out.open("@Override " + type.java + " " + type.wasm + "(Execution x, long[] cells, int fp)");
        for (int k = 0; k < 3; k++) {
            String field = "this." + "abc".charAt(k);
            out.line(type.java + " " + "abc".charAt(k) + " = "
                    + (form.charAt(k) == 'S' ? type.read(field) : field + "." + type.wasm + "(x, cells, fp)") + ";");
        }
        out.line("return a " + sign + " b * c;");
        out.close();
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        out.line("cells[fp + target] = " + type.cell(type.wasm + "(x, cells, fp)") + ";");
        out.close();
        out.open("@Override Block next(Execution x, long[] cells, int fp)");
        out.line("cells[fp] = " + type.cell(type.wasm + "(x, cells, fp)") + ";");
        out.line("return x.leave();");
        out.close();
        out.close();
    }
}
