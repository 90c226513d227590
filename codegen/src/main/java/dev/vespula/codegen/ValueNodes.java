package dev.vespula.codegen;

import java.util.Locale;

/**
 * Writes the nodes that differ only in the type of a number: leaves, selects, and the statements that do something with
 * the value of another node.
 */
final class ValueNodes {
    private final JavaSource out = new JavaSource("dev.vespula.internal.interp");

    private ValueNodes() {
    }

    static String source() {
        ValueNodes nodes = new ValueNodes();
        nodes.factory();
        for (JavaType type : JavaType.values()) {
            nodes.leaves(type);
            nodes.select(type);
            nodes.statements(type);
        }
        return nodes.out.toString();
    }

    private void factory() {
        out.imports("dev.vespula.internal.ir.Ir");
        out.open("final class ValueNodes");
        out.open("private ValueNodes()").close();
        out.open("static Product make(NodeSpec spec)");
        out.open("switch (spec.op)");
        for (JavaType type : JavaType.values()) {
            String name = type.wasm.toUpperCase(Locale.ROOT);
            arm("SLOT_" + name, name + "Slot");
            arm("CONST_" + name, name + "Const");
            arm("GLOBAL_GET_" + name, name + "GlobalGet");
            arm("EVAL_" + name, name + "Eval");
            arm("GLOBAL_SET_" + name, name + "GlobalSet");
            arm("RETURN_" + name, name + "Return");
        }
        out.line("default:");
        out.line("    throw spec.unknown();");
        out.close().close();
        out.open("static Product select(NodeSpec spec, Node condition)");
        out.open("switch (spec.op)");
        for (JavaType type : JavaType.values()) {
            String name = type.wasm.toUpperCase(Locale.ROOT);
            out.line("case Ir.SELECT_" + name + ":");
            out.line("    return spec.form == NodeSpec.SS ? new " + name + "SelectSS(spec, condition) : new " + name
                    + "SelectEE(spec, condition);");
        }
        out.line("default:");
        out.line("    throw spec.unknown();");
        out.close().close().close();
    }

    private void arm(String constant, String name) {
        out.line("case Ir." + constant + ":");
        out.line("    return new " + name + "(spec);");
    }

    private void leaves(JavaType type) {
        String name = type.wasm.toUpperCase(Locale.ROOT);
        out.open("final class " + name + "Slot extends Node");
        out.line("private final int slot;");
        out.open(name + "Slot(NodeSpec spec)").line("slot = spec.a;").close();
        method(type, "return " + type.read("slot") + ";");
        out.close();

        out.open("final class " + name + "Const extends Node");
        out.line("private final " + type.java + " value;");
        out.open(name + "Const(NodeSpec spec)").line("value = " + type.immediate() + ";").close();
        method(type, "return value;");
        out.close();

        out.open("final class " + name + "GlobalGet extends Node");
        out.line("private final int global;");
        out.line("private final int target;");
        out.open(name + "GlobalGet(NodeSpec spec)").line("global = spec.a;").line("target = spec.target;").close();
        method(type, "return " + type.read("").replace("cells[fp + ]", "x.globals[global].bits") + ";");
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        out.line("cells[fp + target] = x.globals[global].bits;");
        out.close();
        out.close();
    }

    private void select(JavaType type) {
        for (String form : new String[] {"SS", "EE"}) {
            boolean slots = form.equals("SS");
            String name = type.wasm.toUpperCase(Locale.ROOT) + "Select" + form;
            String field = slots ? "int" : "Node";
            out.open("final class " + name + " extends Node");
            out.line("private final " + field + " a;");
            out.line("private final " + field + " b;");
            out.line("private final Node condition;");
            out.line("private final int target;");
            out.open(name + "(NodeSpec spec, Node condition)");
            out.line("a = spec.a" + (slots ? ";" : "Node;"));
            out.line("b = spec.b" + (slots ? ";" : "Node;"));
            out.line("this.condition = condition;");
            out.line("target = spec.target;");
            out.close();
            out.open(head(type));
            if (slots) {
                out.line("int slot = condition.i32(x, cells, fp) != 0 ? a : b;");
                out.line("return " + type.read("slot") + ";");
            } else {
                out.line("// Both are evaluated, in order: either may trap.");
                out.line(type.java + " first = a." + type.wasm + "(x, cells, fp);");
                out.line(type.java + " second = b." + type.wasm + "(x, cells, fp);");
                out.line("return condition.i32(x, cells, fp) != 0 ? first : second;");
            }
            out.close();
            store(type);
            out.close();
        }
    }

    private void statements(JavaType type) {
        String name = type.wasm.toUpperCase(Locale.ROOT);
        String value = "value." + type.wasm + "(x, cells, fp)";
        statement(name + "Eval", "", value + ";");
        statement(name + "GlobalSet", "global = spec.a;", "x.globals[global].bits = " + type.cell(value) + ";");
        out.open("final class " + name + "Return extends Node");
        out.line("private final Node value;");
        out.line("private final LinkedFunction function;");
        out.open(name + "Return(NodeSpec spec)");
        out.line("value = spec.aNode;");
        out.line("function = spec.function;");
        out.close();
        out.open("@Override Block next(Execution x, long[] cells, int fp)");
        out.line("cells[fp] = " + type.cell(value) + ";");
        out.line("return function == null ? x.leave() : x.leave(function);");
        out.close();
        out.close();
    }

    private void statement(String name, String init, String body) {
        out.open("final class " + name + " extends Node");
        out.line("private final Node value;");
        if (!init.isEmpty()) {
            out.line("private final int " + init.substring(0, init.indexOf(' ')) + ";");
        }
        out.open(name + "(NodeSpec spec)");
        out.line("value = spec.aNode;");
        if (!init.isEmpty()) {
            out.line(init);
        }
        out.close();
        out.open("@Override void execute(Execution x, long[] cells, int fp)").line(body).close();
        out.close();
    }

    private static String head(JavaType type) {
        return "@Override " + type.java + " " + type.wasm + "(Execution x, long[] cells, int fp)";
    }

    private void method(JavaType type, String body) {
        out.open(head(type)).line(body).close();
    }

    private void store(JavaType type) {
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        out.line("cells[fp + target] = " + type.cell(type.wasm + "(x, cells, fp)") + ";");
        out.close();
    }
}
