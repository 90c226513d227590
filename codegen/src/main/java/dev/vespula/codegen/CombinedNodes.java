package dev.vespula.codegen;

import java.util.List;

/** Writes the nodes that do at once what programs write with several operators, and those that move vectors about. */
final class CombinedNodes {
    private CombinedNodes() {}

    static String source() {
        JavaSource out = NodeFamily.begin();
        addressSum().writeTo(out);
        vectors().forEach(node -> node.writeTo(out));
        rotations().forEach(node -> node.writeTo(out));
        shuffles().forEach(node -> node.writeTo(out));
        return out.toString();
    }

    /** An i32 slot plus another one shifted by an immediate: where an element of an array lies. */
    private static NodeClass addressSum() {
        return new NodeClass("AddressSum").operand("a", "i32", 'S').operand("b", "addend", "i32", 'S')
                .field("int", "shift", "spec.shift").number(JavaType.I32, "a + (b << shift)");
    }

    private static List<NodeClass> vectors() {
        return List.of(
                new NodeClass("V128Slot").operand("a", "v128", 'S').vector("al", "ah"),
                new NodeClass("V128Const").field("long", "first", "spec.bits").field("long", "second", "spec.highBits")
                        .vector("first", "second"),
                // Both are evaluated, in order: either may trap.
                new NodeClass("V128Select").operand("a", "v128", 'E').operand("b", "v128", 'E').operand("c", "i32", 'E')
                        .vector("c != 0 ? al : bl", "c != 0 ? ah : bh"),
                new NodeClass("V128Eval").field("Node", "value", "spec.aNode").execute("value.v128(context, cells, fp);"));
    }

    /** What programs write as two shifts and a union. */
    private static List<NodeClass> rotations() {
        return List.of(one("I32x4Rotation").field("int", "count", "(int) spec.bits")
                .vector("I32x4.rotl(al, count)", "I32x4.rotl(ah, count)"),
                one("I64x2Rotation").field("int", "count", "(int) spec.bits")
                        .vector("Long.rotateLeft(al, count)", "Long.rotateLeft(ah, count)"));
    }

    private static NodeClass one(String name) {
        return new NodeClass(name).operand("a", "v128", 'E');
    }

    /** Shuffles with the patterns that programs use most, the pattern in the immediate. */
    private static List<NodeClass> shuffles() {
        String permuted = "Long.rotateLeft(@, first) & mask | Long.rotateLeft(@, second) & ~mask";
        return List.of(
                lanes(one("LanesOfOne"), "al, ah"),
                lanes(one("Lanes").operand("b", "v128", 'E'), "al, ah, bl, bh"),
                // The same bytes in both halves, by two rotations of which each gives some.
                one("RotationsOfOne").field("int", "first", "spec.shift").field("int", "second", "spec.addend")
                        .field("long", "mask", "spec.bits").vector(permuted.replace("@", "al"), permuted.replace("@", "ah")),
                one("PlannedOfOne").field("ShufflePlan", "lowPlan", "ShufflePlan.of(spec.bits)")
                        .field("ShufflePlan", "highPlan", "ShufflePlan.of(spec.highBits)")
                        .vector("lowPlan.apply(al, ah, al, ah)", "highPlan.apply(al, ah, al, ah)"));
    }

    /** Moves whole lanes of 32 bits. */
    private static NodeClass lanes(NodeClass node, String halves) {
        for (int k = 0; k < 4; k++) {
            node.field("int", "lane" + k, "ShuffleNodes.lane(spec." + (k < 2 ? "bits, " : "highBits, ") + k % 2 + ")");
        }
        String pick = "ShuffleNodes.pick(lane%d, " + halves + ") | ShuffleNodes.pick(lane%d, " + halves + ") << 32";
        return node.vector(pick.formatted(0, 1), pick.formatted(2, 3));
    }
}
