package dev.vespula.codegen;

import java.util.List;

/**
 * Writes the nodes of {@code addend + factor * factor} over vectors of floats, each lane rounded twice as the two operators
 * round it. Lanes so stay floats in between, and the inner loop of a matrix product is one node and its store.
 *
 * <p>Forms as in {@link VectorNodes}; a form has a letter for the addend, then two for the factors.
 */
final class VectorProductSumNodes {
    static final String NAME = "VectorProductSumNodes";
    private static final List<String> ADDENDS = List.of("S", "M", "E");
    private static final List<String> FACTORS = List.of("SS", "SM", "SE", "EE");

    private VectorProductSumNodes() {
    }

    /** The source of the class that holds them all. */
    static String source() {
        JavaSource out = new JavaSource("dev.vespula.internal.interp");
        out.imports("dev.vespula.internal.ir.Ir", "dev.vespula.internal.numeric.F32x4", "dev.vespula.internal.numeric.F64x2",
                "dev.vespula.internal.runtime.Bytes");
        out.open("final class " + NAME);
        out.open("private " + NAME + "()").close();
        out.open("static Product make(NodeSpec spec)");
        out.line("return spec.op == Ir.F32X4_ADD ? floats(spec) : doubles(spec);");
        out.close();
        factory(out, "floats", "F32x4");
        factory(out, "doubles", "F64x2");
        out.close();
        for (String shape : List.of("F32x4", "F64x2")) {
            for (String addend : ADDENDS) {
                for (String factors : FACTORS) {
                    node(out, shape, addend + factors);
                }
            }
        }
        return out.toString();
    }

    private static void factory(JavaSource out, String name, String shape) {
        out.open("private static Product " + name + "(NodeSpec spec)");
        out.open("switch (spec.addendForm)");
        for (String addend : ADDENDS) {
            out.line(addend.equals("E") ? "default:" : "case NodeSpec." + addend + ":");
            StringBuilder choice = new StringBuilder("    return ");
            for (String factors : FACTORS) {
                String made = "new " + className(shape, addend + factors) + "(spec)";
                choice.append(factors.equals("EE") ? made : "spec.form == NodeSpec." + factors + " ? " + made + " : ");
            }
            out.line(choice + ";");
        }
        out.close().close();
    }

    private static String className(String shape, String form) {
        return shape + "ProductSum" + form;
    }

    private static void node(JavaSource out, String shape, String form) {
        String name = className(shape, form);
        out.open("final class " + name + " extends Node");
        for (int k = 0; k < form.length(); k++) {
            VectorNodes.vectorField(out, VectorNodes.letter(k), form.charAt(k));
        }
        out.line("private final int target;");
        out.open(name + "(NodeSpec spec)");
        for (int k = 0; k < form.length(); k++) {
            VectorNodes.vectorFieldValue(out, VectorNodes.letter(k), form.charAt(k));
        }
        out.line("target = spec.target;");
        out.close();
        String low = shape + ".madd(bl, cl, al)";
        String high = shape + ".madd(bh, ch, ah)";
        out.open("@Override long v128(Execution x, long[] cells, int fp)");
        operands(out, form);
        VectorNodes.vectorResult(out, low, high);
        out.close();
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        operands(out, form);
        VectorNodes.vectorStatement(out, low, high);
        out.close();
        out.close();
    }

    private static void operands(JavaSource out, String form) {
        for (int k = 0; k < form.length(); k++) {
            VectorNodes.operand(out, "v128", VectorNodes.letter(k), form.charAt(k));
        }
    }
}
