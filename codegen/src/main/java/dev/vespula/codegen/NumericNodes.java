package dev.vespula.codegen;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the nodes of the numeric operators: a class for each operator and operand form, and a factory for each family.
 *
 * <p>A form has a letter for each operand: {@code S} a slot, {@code I} an immediate, {@code E} another node. One class
 * serves in every place: as an operand (the typed method), as {@code slot = expression} ({@code execute}), and at the
 * end of a block ({@code next}): a comparison branches, any other operator returns its value from the function.
 */
final class NumericNodes {
    /** Forms of an operator with two operands. */
    private static final List<String> BINARY = List.of("SS", "SI", "SE", "ES", "EI", "IS", "IE", "EE");
    /** Of a comparison: one with an immediate on the left has been turned round. */
    private static final List<String> COMPARISON = List.of("SS", "SI", "SE", "ES", "EI", "EE");
    /** Of an operator whose operands may change places. */
    private static final List<String> COMMUTATIVE = List.of("SS", "SI", "SE", "EI", "EE");
    private static final List<String> UNARY = List.of("S", "E");

    private NumericNodes() {}

    /** The sources of all families by class name. */
    static Map<String, String> of(OpTable table) {
        Map<String, String> sources = new TreeMap<>();
        table.ops().stream().filter(Op::isNumeric)
                .collect(Collectors.groupingBy(NumericNodes::family))
                .forEach((name, ops) -> sources.put(name, NodeFamily.of(name, ops, NumericNodes::forms, NumericNodes::node)));
        return sources;
    }

    private static String family(Op op) {
        return op.operands().get(0).toUpperCase(Locale.ROOT)
                + (op.operands().size() == 1 ? "Unary" : op.has("compare") ? "Compare" : "Binary") + "Nodes";
    }

    private static List<String> forms(Op op) {
        return op.operands().size() == 1 ? UNARY : op.has("commutative") ? COMMUTATIVE
                : op.has("compare") ? COMPARISON : BINARY;
    }

    private static NodeClass node(Op op, String form) {
        NodeClass node = NodeClass.of(op, form);
        return op.has("compare") ? node.condition(op.semantics())
                : node.number(JavaType.of(op.result()), op.semantics());
    }
}
