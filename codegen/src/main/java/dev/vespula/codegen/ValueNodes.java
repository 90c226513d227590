package dev.vespula.codegen;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the nodes that differ only in the type of a number: leaves, selects, and the statements that do something with
 * the value of another node.
 */
final class ValueNodes {
    private static final List<String> KINDS = List.of("SLOT", "CONST", "EVAL", "RETURN");

    private ValueNodes() {}

    static String source() {
        JavaSource out = NodeFamily.begin();
        out.open("final class ValueNodes").open("private ValueNodes()").close();
        out.open("static Product make(NodeSpec spec)").open("return switch (spec.op)");
        for (JavaType type : JavaType.values()) {
            KINDS.forEach(kind -> out.line("case Ir.%s_%s -> new %2$s%s(spec);".formatted(kind, type, camel(kind))));
        }
        out.line("default -> throw spec.unknown();").text("};").close();
        out.open("static Product select(NodeSpec spec, Node condition)").open("return switch (spec.op)");
        for (JavaType type : JavaType.values()) {
            out.line("case Ir.SELECT_%1$s -> spec.form == NodeSpec.SS ? new %1$sSelectSS(spec, condition)".formatted(type));
            out.line("        : new %sSelectEE(spec, condition);".formatted(type));
        }
        out.line("default -> throw spec.unknown();").text("};").close().close();
        for (JavaType type : JavaType.values()) {
            nodes(type).forEach(node -> node.writeTo(out));
        }
        return out.toString();
    }

    private static String camel(String constant) {
        return Stream.of(constant.split("_")).map(part -> part.charAt(0) + part.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static List<NodeClass> nodes(JavaType type) {
        String value = "value." + type.wasm + "(context, cells, fp)";
        return List.of(
                new NodeClass(type + "Slot").field("int", "slot", "spec.a")
                        .value(type.java, type.wasm, "return " + type.read("slot") + ";"),
                new NodeClass(type + "Const").field(type.java, "value", type.immediate())
                        .value(type.java, type.wasm, "return value;"),
                new NodeClass(type + "Eval").field("Node", "value", "spec.aNode").execute(value + ";"),
                new NodeClass(type + "Return").field("Node", "value", "spec.aNode")
                        .field("LinkedFunction", "function", "spec.function").next("""
                        cells[fp] = %s;
                        return function == null ? context.leave() : context.leave(function);
                        """.formatted(type.cell(value))),
                select(type, "SS").declare("int slot = this.condition.i32(context, cells, fp) != 0 ? this.a : this.b;")
                        .operandOnly(type, type.read("slot")),
                // Both are evaluated, in order: either may trap.
                select(type, "EE").operand("a", type.wasm, 'E').operand("b", type.wasm, 'E')
                        .operandOnly(type, "condition.i32(context, cells, fp) != 0 ? a : b"));
    }

    private static NodeClass select(JavaType type, String form) {
        NodeClass node = new NodeClass(type + "Select" + form, "Node", "NodeSpec spec, Node condition")
                .field("Node", "condition");
        return form.equals("EE") ? node : node.field("int", "a", "spec.a").field("int", "b", "spec.b");
    }
}
