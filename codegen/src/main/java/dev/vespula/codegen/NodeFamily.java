package dev.vespula.codegen;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Writes the source of a family of nodes: a factory that chooses by op and form, and the classes. */
final class NodeFamily {
    private static final String PACKAGE = "dev.vespula.internal.linked";

    private NodeFamily() {}

    /** A source with whatever nodes use imported. */
    static JavaSource begin() {
        JavaSource out = new JavaSource(PACKAGE);
        for (String name : List.of("Conversions", "F32x4", "F64x2", "FloatOps", "I16x8", "I32x4", "I64x2", "I8x16",
                "IntegerOps",
                "ShufflePlan")) {
            out.line("import dev.vespula.internal.numeric." + name + ";");
        }
        return out.imports("dev.vespula.internal.ir.Ir", "dev.vespula.internal.memory.Bytes",
                "dev.vespula.internal.runtime.FunctionCode", "dev.vespula.internal.memory.LinearMemory");
    }

    /**
     * The source of a family.
     *
     * @param name  of the factory
     * @param ops   its operators
     * @param forms forms of an operator, the last of which serves for all that have no class of their own
     * @param node  makes the class of an operator in a form
     */
    static String of(String name, List<Op> ops, Function<Op, List<String>> forms, BiFunction<Op, String, NodeClass> node) {
        JavaSource out = begin();
        out.open("final class " + name).open("private " + name + "()").close();
        out.open("static Product make(NodeSpec spec)").open("switch (spec.op)");
        for (Op op : ops) {
            out.line("case Ir." + op.constant() + ":");
            choice(out, op, forms.apply(op));
        }
        out.text("""
                default:
                throw spec.unknown();
                }
                }
                }
                """);
        for (Op op : ops) {
            for (String form : forms.apply(op)) {
                node.apply(op, form).writeTo(out);
            }
        }
        return out.toString();
    }

    private static void choice(JavaSource out, Op op, List<String> forms) {
        out.open("switch (spec.form)");
        for (String form : forms) {
            out.line(form.equals(forms.get(forms.size() - 1)) ? "default:" : "case NodeSpec." + form + ":");
            out.line("    return new " + NodeClass.className(op, form) + "(spec);");
        }
        out.close();
    }
}
