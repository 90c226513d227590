package dev.vespula.codegen;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the class {@code Folding}: integer operators over constants, with the semantics of the tables. Floating-point
 * operators are not folded; compilers leave hardly any, and their NaNs stay a matter of run time.
 */
final class FoldingSource {
    private static final Set<String> INTEGERS = Set.of("i32", "i64");

    private FoldingSource() {}

    static String of(OpTable table) {
        JavaSource out = new JavaSource("dev.vespula.internal.translate");
        out.imports("dev.vespula.internal.ir.Ir", "dev.vespula.internal.numeric.IntegerOps");
        out.line("/** Integer operators over constants. */");
        out.open("final class Folding").open("private Folding()").close();
        method(out, table, 1, "Unary", "long x");
        method(out, table, 2, "Binary", "long x, long y");
        return out.close().toString();
    }

    private static void method(JavaSource out, OpTable table, int count, String name, String parameters) {
        List<Op> ops = table.ops().stream().filter(op -> op.operands().size() == count && isFoldable(op)).toList();
        String cases = ops.stream().map(op -> "Ir." + op.constant()).collect(Collectors.joining(",\n"));
        out.text("""
                /** Whether {@link #%1$s} knows the op. */
                static boolean is%2$s(int op) {
                return switch (op) {
                case %3$s -> true;
                default -> false;
                };
                }
                /** Computes an operator over cells; an i32 is sign-extended. */
                static long %1$s(int op, %4$s) {
                switch (op) {
                """.formatted(name.toLowerCase(Locale.ROOT), name, cases, parameters));
        for (Op op : ops) {
            out.open("case Ir." + op.constant() + ":");
            for (int k = 0; k < count; k++) {
                JavaType type = JavaType.of(op.operands().get(k));
                out.line("%s %s = %s;".formatted(type.java, NodeClass.letter(k), type.fromCell(k == 0 ? "x" : "y")));
            }
            out.line("return " + (op.has("compare") ? "(" + op.semantics() + ") ? 1 : 0" : op.semantics()) + ";").close();
        }
        out.text("default:\nthrow new IllegalArgumentException(Ir.name(op));\n}\n}");
    }

    private static boolean isFoldable(Op op) {
        return op.isNumeric() && INTEGERS.containsAll(op.operands()) && INTEGERS.contains(op.result());
    }
}
