package dev.vespula.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes nodes that do two small statements at once, or a small statement and the branch that ends the block: what loop
 * counters, loop parameters and call arguments are made of. A dispatch costs several times as much as such a statement.
 */
final class FusedNodes {
    /** A small statement: names of its int fields, of its immediate, and its code with {@code #} for the suffix. */
    private record Step(String name, List<String> slots, String immediate, JavaType type, String value) {
        /** Adds the step's fields to a node, and gives its code. */
        String addTo(NodeClass node, String from, int suffix) {
            node.field("int", "t" + suffix, from + ".target");
            slots.forEach(slot -> node.field("int", slot + suffix, from + "." + slot));
            if (immediate != null) {
                node.field(immediate, "i" + suffix, (immediate.equals("int") ? "(int) " : "") + from + ".bits");
            }
            return "cells[fp + t" + suffix + "] = " + valueOf(suffix) + ";\n";
        }

        String valueOf(int suffix) {
            return value.replace("#", String.valueOf(suffix));
        }
    }

    /** In the order of the constants of the interpreter's {@code Step}. */
    private static final List<Step> STEPS = List.of(
            new Step("Copy", List.of("a"), null, JavaType.I64, "cells[fp + a#]"),
            new Step("Const", List.of(), "long", JavaType.I64, "i#"),
            new Step("I32AddSI", List.of("a"), "int", JavaType.I32, "(int) cells[fp + a#] + i#"),
            new Step("I32AddSS", List.of("a", "b"), null, JavaType.I32, "(int) cells[fp + a#] + (int) cells[fp + b#]"),
            new Step("I64AddSI", List.of("a"), "long", JavaType.I64, "cells[fp + a#] + i#"),
            new Step("I64AddSS", List.of("a", "b"), null, JavaType.I64, "cells[fp + a#] + cells[fp + b#]"));

    private FusedNodes() {}

    static Map<String, String> of(OpTable table) {
        Map<String, String> sources = new TreeMap<>();
        sources.put("PairNodes", pairs());
        sources.put("StepEndNodes", ends());
        for (JavaType type : List.of(JavaType.I32, JavaType.I64)) {
            List<Op> compares = table.ops().stream()
                    .filter(op -> op.has("compare") && op.operands().equals(List.of(type.wasm, type.wasm)))
                    .toList();
            sources.put(type + "StepNodes", branches(type, compares));
        }
        return sources;
    }

    private static String pairs() {
        JavaSource out = NodeFamily.begin();
        out.open("final class PairNodes").open("private PairNodes()").close();
        out.open("static Product make(Step first, Step second)");
        out.open("return switch (first.kind * Step.KINDS + second.kind)");
        for (int k = 0; k < STEPS.size() * STEPS.size(); k++) {
            out.line((k + 1 == STEPS.size() * STEPS.size() ? "default" : "case " + k) + " -> new "
                    + pairName(STEPS.get(k / STEPS.size()), STEPS.get(k % STEPS.size())) + "(first, second);");
        }
        out.text("};").close().close();
        // One class for all numeric types, because a cell is canonical.
        for (Step step : List.of(STEPS.get(0), STEPS.get(1))) {
            NodeClass node = new NodeClass(step.name() + "Slot", "Node", "Step step");
            node.execute(step.addTo(node, "step", 1)).writeTo(out);
        }
        for (Step first : STEPS) {
            for (Step second : STEPS) {
                NodeClass node = new NodeClass(pairName(first, second), "Node", "Step first, Step second");
                node.execute(first.addTo(node, "first", 1) + second.addTo(node, "second", 2)).writeTo(out);
            }
        }
        return out.toString();
    }

    private static String pairName(Step first, Step second) {
        return first.name() + "And" + second.name();
    }

    /** Steps before a test of any slot, a call, or a tail call. */
    private static String ends() {
        JavaSource out = NodeFamily.begin();
        out.open("final class StepEndNodes").open("private StepEndNodes()").close();
        factory(out, "test", "Step step, int slot, Block taken, Block other", "ThenTest(step, slot, taken, other)");
        factory(out, "call", "Step step, FunctionCode code, int frame, CallSite site", "ThenCall(step, code, frame, site)");
        factory(out, "tailCall", "Step step, LinkedFunction caller, FunctionCode code, int frame",
                "ThenTailCall(step, caller, code, frame)");
        out.close();
        for (Step step : STEPS) {
            NodeClass test = new NodeClass(step.name() + "ThenTest", "Node", "Step step, int slot, Block taken, Block other");
            String code = step.addTo(test, "step", 1);
            test.field("int", "slot").field("Block", "taken").field("Block", "other")
                    .next(code + "return (int) cells[fp + slot] != 0 ? taken : other;").writeTo(out);
            call(out, step, "Call", "CallLocal", "FunctionCode code, int frame, CallSite site", "code, frame, site");
            call(out, step, "TailCall", "TailCall", "LinkedFunction caller, FunctionCode code, int frame",
                    "caller, code, frame");
        }
        return out.toString();
    }

    private static void factory(JavaSource out, String name, String parameters, String call) {
        out.open("static Product " + name + "(" + parameters + ")").open("return switch (step.kind)");
        for (int k = 0; k < STEPS.size(); k++) {
            out.line((k + 1 == STEPS.size() ? "default" : "case " + k) + " -> new " + STEPS.get(k).name() + call + ";");
        }
        out.text("};").close();
    }

    private static void call(JavaSource out, Step step, String kind, String parent, String parameters, String arguments) {
        NodeClass node = new NodeClass(step.name() + "Then" + kind, "CallNodes." + parent, "Step step, " + parameters)
                .first("super(" + arguments + ");");
        node.next(step.addTo(node, "step", 1) + "return super.next(context, cells, fp);").writeTo(out);
    }

    /** Additions whose result is compared with a slot or an immediate, or with zero. */
    private static String branches(JavaType type, List<Op> compares) {
        List<Step> steps = STEPS.stream().filter(step -> step.name().startsWith(type.name())).toList();
        List<NodeClass> nodes = new ArrayList<>();
        JavaSource out = NodeFamily.begin();
        out.open("final class " + type + "StepNodes").open("private " + type + "StepNodes()").close();
        out.line("/** {@code spec} is the comparison with the result of the step as its first operand. */");
        out.open("static Product make(Step step, NodeSpec spec)");
        out.line("boolean slot = spec.form == NodeSpec.SS;");
        out.open("return step.kind == Step." + type + "_ADD_SI ? switch (spec.op)");
        for (Step step : steps) {
            for (Op op : compares) {
                String slot = branch(nodes, step, type, op, 'S');
                out.line("case Ir." + op.constant() + " -> slot ? new " + slot + "(step, spec) : new "
                        + branch(nodes, step, type, op, 'I') + "(step, spec);");
            }
            out.line("default -> throw spec.unknown();");
            out.text(step.equals(steps.get(0)) ? "} : switch (spec.op) {" : "};");
        }
        out.close().close();
        nodes.forEach(node -> node.writeTo(out));
        return out.toString();
    }

    /** Adds the class of a branch and gives its name. */
    private static String branch(List<NodeClass> nodes, Step step, JavaType type, Op op, char form) {
        String name = step.name() + "Then" + NodeClass.className(op, String.valueOf(form)).substring(type.name().length());
        NodeClass node = new NodeClass(name, "Node", "Step step, NodeSpec spec");
        step.addTo(node, "step", 1);
        node.declare(type.java + " a = " + step.valueOf(1) + ";").declare("cells[fp + t1] = a;").operand("b", type.wasm, form)
                .field("Block", "taken", "spec.taken").field("Block", "other", "spec.other");
        nodes.add(node.ending("return " + op.semantics() + " ? taken : other;"));
        return name;
    }
}
