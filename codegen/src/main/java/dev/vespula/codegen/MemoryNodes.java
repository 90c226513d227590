package dev.vespula.codegen;

import java.util.List;
import java.util.Map;

/**
 * Writes the nodes of loads and stores. Forms of the address: a slot ({@code S}), a slot plus an immediate ({@code P}),
 * the sum of two slots ({@code Q}), of which the second is shifted ({@code R}), or a node ({@code E}); these serve memory 0
 * with 32-bit addresses and offsets below 2^31. {@code L} is memory 0 with 64-bit addresses and such offsets; {@code X} is
 * everything else. The value of a store is a slot or a node, the second letter; a vector is always a node, and its address
 * a slot or a node.
 *
 * <p>The fast path stands in the node: one comparison against the size, one access through a view of the array. What it
 * does not cover, the trap included, is the business of the memory object. 16 bytes are two accesses of eight bytes behind
 * one check, so a store that traps has written nothing.
 */
final class MemoryNodes {
    private static final List<String> LOADS = List.of("S", "P", "Q", "R", "L", "X", "E");
    private static final List<String> STORES =
            List.of("SS", "SE", "PS", "PE", "QS", "QE", "RS", "RE", "ES", "L", "X", "EE");
    private static final List<String> VECTORS = List.of("S", "L", "X", "E");

    private MemoryNodes() {}

    /** The sources of the families by class name. */
    static Map<String, String> of(OpTable table) {
        List<Op> ops = table.ops();
        return Map.of(
                "LoadNodes", NodeFamily.of("LoadNodes", ops.stream().filter(Op::isLoad).toList(),
                        op -> LOADS, MemoryNodes::load),
                "StoreNodes", NodeFamily.of("StoreNodes", ops.stream().filter(Op::isStore).toList(),
                        op -> STORES, MemoryNodes::store),
                "VectorLoadNodes", NodeFamily.of("VectorLoadNodes", vectors(ops, "v128"),
                        op -> VECTORS, MemoryNodes::load),
                "VectorStoreNodes", NodeFamily.of("VectorStoreNodes", vectors(ops, "-"),
                        op -> VECTORS, MemoryNodes::store));
    }

    private static List<Op> vectors(List<Op> ops, String result) {
        return ops.stream().filter(op -> op.isVector() && op.width() > 0 && op.result().equals(result)).toList();
    }

    private static boolean isWhole(Op op) {
        return op.width() == 16;
    }

    /** A node with the fields of an address; declares the effective one, negative when a 64-bit one does not fit. */
    private static NodeClass addressed(Op op, String form) {
        char kind = form.charAt(0);
        NodeClass node = new NodeClass(NodeClass.className(op, form));
        boolean isSlot = "SPQR".indexOf(kind) >= 0;
        node.field(isSlot ? "int" : "Node", "address", isSlot ? "spec.a" : "spec.aNode");
        node.field(kind == 'X' ? "long" : "int", "offset", kind == 'X' ? "spec.bits" : "(int) spec.bits");
        if (kind == 'X') {
            node.field("int", "memory", "spec.memory");
        }
        if ("PQR".indexOf(kind) >= 0) {
            node.field("int", "addend", "spec.addend");
        }
        if (kind == 'R') {
            node.field("int", "shift", "spec.shift");
        }
        return node.declare(switch (kind) {
            case 'S' -> "long ea = (cells[fp + address] & 0xFFFF_FFFFL) + offset;";
            case 'P' -> "long ea = ((int) cells[fp + address] + addend & 0xFFFF_FFFFL) + offset;";
            case 'Q' -> "long ea = ((int) cells[fp + address] + (int) cells[fp + addend] & 0xFFFF_FFFFL) + offset;";
            case 'R' -> "long ea = ((int) cells[fp + address] + ((int) cells[fp + addend] << shift) & 0xFFFF_FFFFL) + offset;";
            case 'E' -> "long ea = (address.i32(context, cells, fp) & 0xFFFF_FFFFL) + offset;";
            default -> "long ea = LinearMemory.effectiveAddress(address.i64(context, cells, fp), offset);";
        });
    }

    private static void lane(NodeClass node, Op op) {
        if (op.words().contains("lane")) {
            node.field("int", "lane", "spec.lane");
        }
    }

    private static NodeClass load(Op op, String form) {
        NodeClass node = addressed(op, form);
        if (op.operands().size() > 1) {
            node.operand("b", "v128", 'E');
        }
        lane(node, op);
        node.declare(isWhole(op) ? loadedWhole(op, form) : loaded(op, form));
        return op.isVector() ? node.vector(op.semantics(), op.highSemantics())
                : node.number(JavaType.of(op.result()), op.semantics());
    }

    /** Declares the raw value a. */
    private static String loaded(Op op, String form) {
        String raw = JavaType.raw(op.width());
        String slow = memory(form) + ".load" + op.width() * 8 + "(ea)";
        String fast = op.width() == 1 ? "context.memory[(int) ea]"
                : "(" + raw + ") Bytes.VIEW_" + op.width() * 8 + ".get(context.memory, (int) ea)";
        return raw + " a = " + (form.equals("X") ? slow : condition(op, form) + " ? " + fast + " : " + slow) + ";";
    }

    /** Declares the halves al and ah. */
    private static String loadedWhole(Op op, String form) {
        String slow = """
                %1$s.check(ea, 16);
                al = %1$s.load64(ea);
                ah = %1$s.load64(ea + 8);
                """.formatted(memory(form));
        return "long al;\nlong ah;\n" + (form.equals("X") ? slow : """
                if (%s) {
                al = (long) Bytes.VIEW_64.get(context.memory, (int) ea);
                ah = (long) Bytes.VIEW_64.get(context.memory, (int) ea + 8);
                } else {
                %s
                }
                """.formatted(condition(op, form), slow));
    }

    private static NodeClass store(Op op, String form) {
        NodeClass node = addressed(op, form).operand("a", "b", op.operands().get(1), form.length() > 1 && form.endsWith("S")
                ? 'S' : 'E');
        lane(node, op);
        List<String> parts = isWhole(op) ? List.of(op.semantics(), op.highSemantics()) : List.of(op.semantics());
        int width = op.width() / parts.size();
        StringBuilder values = new StringBuilder();
        StringBuilder fast = new StringBuilder();
        StringBuilder slow = new StringBuilder(isWhole(op) ? memory(form) + ".check(ea, 16);\n" : "");
        for (int k = 0; k < parts.size(); k++) {
            String at = k == 0 ? "ea" : "ea + " + width;
            values.append("%s v%d = %s;%n".formatted(JavaType.raw(width), k, parts.get(k)));
            String write = width == 1 ? "context.memory[(int) %2$s] = v%3$d;%n"
                    : "Bytes.VIEW_%1$d.set(context.memory, (int) %2$s, v%3$d);%n";
            fast.append(write.formatted(width * 8, at, k));
            slow.append("%s.store%d(%s, v%d);%n".formatted(memory(form), width * 8, at, k));
        }
        return node.statement(values + (form.equals("X") ? slow.toString()
                : "if (" + condition(op, form) + ") {\n" + fast + "} else {\n" + slow + "}"));
    }

    private static String condition(Op op, String form) {
        return (form.equals("L") ? "ea >= 0 && " : "") + "ea <= context.limit - " + op.width();
    }

    private static String memory(String form) {
        return "context.instance.memories[" + (form.equals("X") ? "memory" : "0") + "]";
    }
}
