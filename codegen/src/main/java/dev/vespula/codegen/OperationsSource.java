package dev.vespula.codegen;

import java.util.List;

/**
 * Writes, for compiled code, the static methods that the rows call, and {@code OperationTable}: which method each op has and
 * what it is called with.
 */
final class OperationsSource {
    private static final String PACKAGE = "dev.vespula.internal.operations";
    private static final String METHODS = "Operations";

    private OperationsSource() {}

    /** The class of the methods for expressions that are more than a call. */
    static String methods(OpTable table) {
        JavaSource out = begin();
        out.line("/** What the rows of the op tables say in expressions, as static methods: for compiled code. */");
        out.open("public final class " + METHODS);
        out.open("private " + METHODS + "()").close();
        for (Op op : operations(table)) {
            method(out, op, op.semantics(), methodName(op, ""));
            if (!op.high().isEmpty()) {
                method(out, op, op.high(), methodName(op, "_high"));
            }
        }
        return out.close().toString();
    }

    private static JavaSource begin() {
        return new JavaSource(PACKAGE).imports("dev.vespula.I31", "dev.vespula.internal.ir.Ir",
                "dev.vespula.internal.numeric.WideOps",
                "dev.vespula.internal.operations.Operation.Source", "dev.vespula.internal.limits.*",
                "dev.vespula.internal.memory.*", "dev.vespula.internal.objects.*", "dev.vespula.internal.runtime.*",
                "java.lang.invoke.VarHandle");
    }

    private static List<Op> operations(OpTable table) {
        return table.ops().stream().filter(Op::isOperation).toList();
    }

    private static String methodName(Op op, String suffix) {
        return op.name().replace('.', '_') + suffix;
    }

    private static void method(JavaSource out, Op op, String expression, String name) {
        Formula formula = new Formula(op);
        if (arguments(formula, expression) != null) {
            return;
        }
        StringBuilder parameters = new StringBuilder();
        for (Formula.Name parameter : formula.parameters(expression)) {
            for (Formula.Name half : parameter.halves()) {
                parameters.append(parameters.length() == 0 ? "" : ", ").append(half.java()).append(' ').append(half.text());
            }
        }
        String type = op.has("test") ? "boolean" : op.result().equals("v128") ? "long" : Formula.java(op.result());
        out.open("public static " + type + " " + name + "(" + parameters + ")");
        out.line((type.equals("void") ? "" : "return ") + expression + ";");
        out.close();
    }

    private static List<Formula.Name> arguments(Formula formula, String expression) {
        List<String> call = formula.call(expression);
        return call == null ? null : formula.arguments(call.get(2), expression);
    }

    /** The class that knows the method of each op. */
    static String table(OpTable table) {
        JavaSource out = begin();
        out.line("/** The methods of the ops whose rows say by themselves what they do. */");
        out.open("final class OperationTable");
        out.open("private OperationTable()").close();
        out.open("static Operation of(int op)");
        out.open("switch (op)");
        for (Op op : operations(table)) {
            out.line("case Ir." + op.constant() + ":");
            String made = "new Operation(op)." + part(op, op.semantics(), methodName(op, ""));
            out.line("    return " + made + (op.high().isEmpty() ? ";" : "." + part(op, op.high(), methodName(op, "_high"))
                    + ";"));
        }
        out.line("default:");
        out.line("    throw new IllegalArgumentException(Ir.name(op));");
        return out.close().close().close().toString();
    }

    private static String part(Op op, String expression, String name) {
        Formula formula = new Formula(op);
        List<Formula.Name> arguments = arguments(formula, expression);
        boolean isCall = arguments != null;
        List<String> call = isCall ? formula.call(expression) : List.of(METHODS, name);
        StringBuilder text = new StringBuilder("with(" + call.get(0) + ".class, \"" + call.get(1) + "\"");
        for (Formula.Name argument : isCall ? arguments : formula.parameters(expression)) {
            text.append(", Source.").append(argument.source()).append(".at(").append(argument.place()).append(')');
        }
        return text.append(')').toString();
    }
}
