package dev.vespula.codegen;

import java.util.List;
import java.util.Set;

/**
 * Writes the class {@code Folding}: integer operators over constants, with the semantics of the tables. Floating-point
 * operators are not folded; compilers leave hardly any, and their NaNs stay a matter of run time.
 */
final class FoldingSource {
    private static final Set<String> INTEGERS = Set.of("i32", "i64");

    private final StringBuilder out = new StringBuilder();

    private FoldingSource() {
    }

    static String of(OpTable table) {
        FoldingSource source = new FoldingSource();
        source.line("package dev.vespula.internal.translate;");
        source.line("");
        source.line("import dev.vespula.internal.ir.Ir;");
        source.line("import dev.vespula.internal.numeric.IntegerOps;");
        source.line("");
        source.line("/** Integer operators over constants, generated from the tables in {@code src/main/ops}. */");
        source.line("final class Folding {");
        source.line("    private Folding() {");
        source.line("    }");
        source.method(table, 1, "Unary", "unary", "long x");
        source.method(table, 2, "Binary", "binary", "long x, long y");
        source.line("}");
        return source.out.toString();
    }

    private void method(OpTable table, int count, String predicate, String name, String parameters) {
        List<Op> ops = table.ops().stream().filter(op -> op.operands().size() == count && isFoldable(op)).toList();
        line("");
        line("    /** Whether {@link #" + name + "} knows the op. */");
        line("    static boolean is" + predicate + "(int op) {");
        line("        return switch (op) {");
        for (Op op : ops) {
            line("            case Ir." + op.constant() + " -> true;");
        }
        line("            default -> false;");
        line("        };");
        line("    }");
        line("");
        line("    /** Computes an operator over cells; an i32 is sign-extended. */");
        line("    static long " + name + "(int op, " + parameters + ") {");
        line("        switch (op) {");
        for (Op op : ops) {
            line("            case Ir." + op.constant() + ": {");
            operand(op, 0, "a", "x");
            if (count == 2) {
                operand(op, 1, "b", "y");
            }
            line("                return " + (op.has("compare") ? "(" + op.semantics() + ") ? 1 : 0" : op.semantics()) + ";");
            line("            }");
        }
        line("            default:");
        line("                throw new IllegalArgumentException(Ir.name(op));");
        line("        }");
        line("    }");
    }

    private void operand(Op op, int index, String name, String cell) {
        String declared = op.operands().get(index).equals("i32") ? "int " + name + " = (int) " + cell : "long " + name + " = " + cell;
        line("                " + declared + ";");
    }

    private static boolean isFoldable(Op op) {
        return !op.semantics().isEmpty() && op.width() == 0 && INTEGERS.containsAll(op.operands()) && INTEGERS.contains(op.result());
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
