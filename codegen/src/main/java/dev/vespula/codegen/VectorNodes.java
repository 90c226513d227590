package dev.vespula.codegen;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the nodes of the vector operators: a factory for each shape of lanes, and a class for each operator and form.
 *
 * <p>As an operand a node returns the low half of its vector and leaves the high half in {@code context.high}, where the next
 * vector evaluated will leave its own: a node takes it at once. As a statement it writes both halves to their slots.
 *
 * <p>Forms: all operands are slots ({@code S}; without these argon2id of the corpus takes 7.3 s instead of 5.4), or all are
 * other nodes ({@code E}).
 */
final class VectorNodes {
    private VectorNodes() {}

    /** The sources of all families by class name. */
    static Map<String, String> of(OpTable table) {
        Map<String, List<Op>> families = table.ops().stream().filter(op -> op.isVector() && op.width() == 0)
                .collect(Collectors.groupingBy(VectorNodes::family, TreeMap::new, Collectors.toList()));
        Map<String, String> sources = new TreeMap<>();
        families.forEach((name, ops) -> sources.put(name, NodeFamily.of(name, ops, VectorNodes::forms, VectorNodes::node)));
        sources.put("VectorOperators", dispatcher(families));
        return sources;
    }

    /** {@code i8x16.add} is of family {@code I8x16Nodes}. */
    private static String family(Op op) {
        String shape = op.name().substring(0, op.name().indexOf('.'));
        return Character.toUpperCase(shape.charAt(0)) + shape.substring(1) + "Nodes";
    }

    /** The class that finds the family of an operator. */
    private static String dispatcher(Map<String, List<Op>> families) {
        JavaSource out = NodeFamily.begin();
        out.line("/** Finds the factory of a vector operator. */");
        out.open("final class VectorOperators").open("private VectorOperators()").close();
        out.open("static Product make(NodeSpec spec)").open("return switch (spec.op)");
        families.forEach((name, ops) -> out.line("case " + ops.stream().map(op -> "Ir." + op.constant())
                .collect(Collectors.joining(", ")) + " -> " + name + ".make(spec);"));
        return out.line("default -> throw spec.unknown();").text("};").close().close().toString();
    }

    private static List<String> forms(Op op) {
        int count = op.operands().size();
        return List.of("S".repeat(count), "E".repeat(count));
    }

    private static NodeClass node(Op op, String form) {
        NodeClass node = NodeClass.of(op, form);
        if (op.field().equals("lane")) {
            node.field("int", "lane", "spec.lane");
        }
        if (op.words().size() == 2) {
            node.field("ShufflePlan", "lowPlan", "ShufflePlan.of(spec.bits)");
            node.field("ShufflePlan", "highPlan", "ShufflePlan.of(spec.highBits)");
        }
        return op.result().equals("v128") ? node.vector(op.semantics(), op.highSemantics())
                : node.number(JavaType.of(op.result()), op.semantics());
    }
}
