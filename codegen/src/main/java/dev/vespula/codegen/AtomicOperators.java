package dev.vespula.codegen;

/** Writes the factory of the nodes of atomic operators; the nodes are few and written by hand. */
final class AtomicOperators {
    private AtomicOperators() {
    }

    static String source(OpTable table) {
        JavaSource out = new JavaSource("dev.vespula.internal.interp");
        out.imports("dev.vespula.internal.ir.Ir", "dev.vespula.internal.runtime.AtomicUpdate");
        out.line("/** Makes the node of an atomic operator. */");
        out.open("final class AtomicOperators");
        out.open("private AtomicOperators()").close();
        out.open("static Product make(NodeSpec spec)");
        out.open("switch (spec.op)");
        table.ops().stream().filter(op -> op.has("atomic")).forEach(op -> {
            out.line("case Ir." + op.constant() + ":");
            out.line("    return " + node(op) + ";");
        });
        out.line("default:");
        out.line("    throw spec.unknown();");
        out.close().close();
        return out.close().toString();
    }

    /** An operator on i32 leaves a sign-extended number in its slot, as every i32 stands there. */
    private static String node(Op op) {
        String type = op.name().startsWith("i64") ? "Ir.TYPE_I64" : "Ir.TYPE_I32";
        String arguments = "(spec, " + op.width() + ", " + type;
        return switch (op.semantics()) {
            case "load" -> "new AtomicNodes.Load" + arguments + ")";
            case "store" -> "new AtomicNodes.Store" + arguments + ")";
            case "compareExchange" -> "new AtomicNodes.CompareExchange" + arguments + ")";
            case "wait" -> "new AtomicNodes.Wait(spec, " + op.width() + ")";
            case "notify" -> "new AtomicNodes.Notify(spec)";
            default -> "new AtomicNodes.Update" + arguments + ", AtomicUpdate." + op.semantics() + ")";
        };
    }
}
