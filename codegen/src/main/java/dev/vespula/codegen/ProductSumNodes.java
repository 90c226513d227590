package dev.vespula.codegen;

import java.util.List;
import java.util.Set;

/**
 * Writes the nodes of {@code a + b * c} and {@code a - b * c} over floating-point numbers, each operation rounded for
 * itself: the inner step of most numeric programs. Forms as for the operators, a letter for each operand.
 */
final class ProductSumNodes {
    private static final Set<String> SUMS = Set.of("f32.add", "f32.sub", "f64.add", "f64.sub");
    private static final List<String> FORMS = List.of("SSS", "SSE", "SEE", "ESS", "ESE", "EEE");

    private ProductSumNodes() {}

    static String of(OpTable table) {
        return NodeFamily.of("ProductSumNodes", table.ops().stream().filter(op -> SUMS.contains(op.name())).toList(),
                op -> FORMS, ProductSumNodes::node);
    }

    private static NodeClass node(Op op, String form) {
        JavaType type = JavaType.of(op.result());
        NodeClass node = new NodeClass(NodeClass.className(op, form));
        for (int k = 0; k < form.length(); k++) {
            node.operand(NodeClass.letter(k), type.wasm, form.charAt(k));
        }
        return node.number(type, op.semantics().replace("b", "b * c"));
    }
}
