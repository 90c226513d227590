package dev.vespula.codegen;

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
        String field(String name, int suffix) {
            return name + suffix;
        }

        String valueOf(int suffix) {
            return value.replace("#", String.valueOf(suffix));
        }
    }

    private static final List<Step> STEPS = List.of(
            new Step("Copy", List.of("a"), null, JavaType.I64, "cells[fp + a#]"),
            new Step("Const", List.of(), "long", JavaType.I64, "i#"),
            new Step("I32AddSI", List.of("a"), "int", JavaType.I32, "(int) cells[fp + a#] + i#"),
            new Step("I32AddSS", List.of("a", "b"), null, JavaType.I32, "(int) cells[fp + a#] + (int) cells[fp + b#]"),
            new Step("I64AddSI", List.of("a"), "long", JavaType.I64, "cells[fp + a#] + i#"),
            new Step("I64AddSS", List.of("a", "b"), null, JavaType.I64, "cells[fp + a#] + cells[fp + b#]"));
    private static final String PACKAGE = "dev.vespula.internal.interp";

    private FusedNodes() {
    }

    static Map<String, String> of(OpTable table) {
        Map<String, String> sources = new TreeMap<>();
        sources.put("PairNodes", pairs());
        sources.put("StepEndNodes", ends());
        for (String type : List.of("i32", "i64")) {
            List<Op> compares = table.ops().stream()
                    .filter(op -> op.has("compare") && op.operands().equals(List.of(type, type)))
                    .toList();
            String name = type.toUpperCase(java.util.Locale.ROOT) + "StepNodes";
            sources.put(name, branches(name, JavaType.of(type), compares));
        }
        return sources;
    }

    private static String pairs() {
        JavaSource out = new JavaSource(PACKAGE);
        out.open("final class PairNodes");
        out.open("private PairNodes()").close();
        out.open("static Product make(Step first, Step second)");
        out.open("switch (first.kind * Step.KINDS + second.kind)");
        for (int i = 0; i < STEPS.size(); i++) {
            for (int j = 0; j < STEPS.size(); j++) {
                boolean last = i == STEPS.size() - 1 && j == i;
                out.line(last ? "default:" : "case " + (i * STEPS.size() + j) + ":");
                out.line("    return new " + STEPS.get(i).name() + "And" + STEPS.get(j).name() + "(first, second);");
            }
        }
        out.close().close().close();
        for (Step first : STEPS) {
            for (Step second : STEPS) {
                pair(out, first, second);
            }
        }
        return out.toString();
    }

    private static void pair(JavaSource out, Step first, Step second) {
        String name = first.name() + "And" + second.name();
        out.open("final class " + name + " extends Node");
        fields(out, first, 1);
        fields(out, second, 2);
        out.open(name + "(Step first, Step second)");
        assign(out, first, 1, "first");
        assign(out, second, 2, "second");
        out.close();
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        out.line("cells[fp + t1] = " + first.valueOf(1) + ";");
        out.line("cells[fp + t2] = " + second.valueOf(2) + ";");
        out.close();
        out.close();
    }

    private static void fields(JavaSource out, Step step, int suffix) {
        out.line("private final int " + step.field("t", suffix) + ";");
        for (String slot : step.slots()) {
            out.line("private final int " + step.field(slot, suffix) + ";");
        }
        if (step.immediate() != null) {
            out.line("private final " + step.immediate() + " " + step.field("i", suffix) + ";");
        }
    }

    private static void assign(JavaSource out, Step step, int suffix, String from) {
        out.line(step.field("t", suffix) + " = " + from + ".target;");
        for (String slot : step.slots()) {
            out.line(step.field(slot, suffix) + " = " + from + "." + slot + ";");
        }
        if (step.immediate() != null) {
            String cast = step.immediate().equals("int") ? "(int) " : "";
            out.line(step.field("i", suffix) + " = " + cast + from + ".bits;");
        }
    }

    /** Steps before a test of any slot, a call, or a tail call. */
    private static String ends() {
        JavaSource out = new JavaSource(PACKAGE);
        out.imports("dev.vespula.internal.runtime.FunctionCode");
        out.open("final class StepEndNodes");
        out.open("private StepEndNodes()").close();
        factory(out, "test(Step step, int slot, Block taken, Block other)", "ThenTest(step, slot, taken, other)");
        factory(out, "call(Step step, FunctionCode code, int frame, CallSite site)", "ThenCall(step, code, frame, site)");
        factory(out, "tailCall(Step step, LinkedFunction caller, FunctionCode code, int frame)",
                "ThenTailCall(step, caller, code, frame)");
        out.close();
        for (Step step : STEPS) {
            test(out, step);
            call(out, step, "Call", "FunctionCode code, int frame, CallSite site", "code, frame, site");
            call(out, step, "TailCall", "LinkedFunction caller, FunctionCode code, int frame", "caller, code, frame");
        }
        return out.toString();
    }

    private static void factory(JavaSource out, String head, String call) {
        out.open("static Product " + head);
        out.open("switch (step.kind)");
        for (int i = 0; i < STEPS.size(); i++) {
            out.line(i == STEPS.size() - 1 ? "default:" : "case " + i + ":");
            out.line("    return new " + STEPS.get(i).name() + call + ";");
        }
        out.close().close();
    }

    private static void test(JavaSource out, Step step) {
        String name = step.name() + "ThenTest";
        out.open("final class " + name + " extends Node");
        fields(out, step, 1);
        out.line("private final int slot;");
        out.line("private final Block taken;");
        out.line("private final Block other;");
        out.open(name + "(Step step, int slot, Block taken, Block other)");
        assign(out, step, 1, "step");
        out.line("this.slot = slot;");
        out.line("this.taken = taken;");
        out.line("this.other = other;");
        out.close();
        out.open("@Override Block next(Execution x, long[] cells, int fp)");
        out.line("cells[fp + t1] = " + step.valueOf(1) + ";");
        out.line("return (int) cells[fp + slot] != 0 ? taken : other;");
        out.close();
        out.close();
    }

    private static void call(JavaSource out, Step step, String kind, String parameters, String arguments) {
        String name = step.name() + "Then" + kind;
        out.open("final class " + name + " extends CallNodes." + (kind.equals("Call") ? "CallLocal" : kind));
        fields(out, step, 1);
        out.open(name + "(Step step, " + parameters + ")");
        out.line("super(" + arguments + ");");
        assign(out, step, 1, "step");
        out.close();
        out.open("@Override Block next(Execution x, long[] cells, int fp)");
        out.line("cells[fp + t1] = " + step.valueOf(1) + ";");
        out.line("return super.next(x, cells, fp);");
        out.close();
        out.close();
    }

    /** Additions whose result is compared with a slot or an immediate, or with zero. */
    private static String branches(String name, JavaType type, List<Op> compares) {
        List<Step> steps = STEPS.stream().filter(step -> step.name().startsWith(type.name())).toList();
        JavaSource out = new JavaSource(PACKAGE);
        out.imports("dev.vespula.internal.ir.Ir", "dev.vespula.internal.numeric.IntegerOps");
        out.open("final class " + name);
        out.open("private " + name + "()").close();
        out.line("/** {@code spec} is the comparison with the result of the step as its first operand. */");
        out.open("static Product make(Step step, NodeSpec spec)");
        out.line("boolean slots = step.kind == Step." + type.name() + "_ADD_SS;");
        out.line("boolean slot = spec.form == NodeSpec.SS;");
        out.open("switch (spec.op)");
        for (Op op : compares) {
            out.line("case Ir." + op.constant() + ":");
            out.line("    return slots ? slot ? new " + className(steps.get(1), op, "S") + "(step, spec) : new "
                    + className(steps.get(1), op, "I") + "(step, spec)");
            out.line("            : slot ? new " + className(steps.get(0), op, "S") + "(step, spec) : new "
                    + className(steps.get(0), op, "I") + "(step, spec);");
        }
        out.line("default:");
        out.line("    throw spec.unknown();");
        out.close().close().close();
        for (Step step : steps) {
            for (Op op : compares) {
                branch(out, step, type, op, "S");
                branch(out, step, type, op, "I");
            }
        }
        return out.toString();
    }

    private static String className(Step step, Op op, String form) {
        return step.name() + "Then" + NumericNodes.className(op, form).substring(step.type().name().length());
    }

    private static void branch(JavaSource out, Step step, JavaType type, Op op, String form) {
        String name = className(step, op, form);
        out.open("final class " + name + " extends Node");
        fields(out, step, 1);
        out.line("private final " + (form.equals("S") ? "int" : type.java) + " b;");
        out.line("private final Block taken;");
        out.line("private final Block other;");
        out.open(name + "(Step step, NodeSpec spec)");
        assign(out, step, 1, "step");
        out.line("b = " + (form.equals("S") ? "spec.b" : type.immediate()) + ";");
        out.line("taken = spec.taken;");
        out.line("other = spec.other;");
        out.close();
        out.open("@Override Block next(Execution x, long[] cells, int fp)");
        out.line(type.java + " a = " + step.valueOf(1) + ";");
        out.line("cells[fp + t1] = a;");
        out.line(type.java + " b = " + (form.equals("S") ? type.read("this.b") : "this.b") + ";");
        out.line("return " + op.semantics() + " ? taken : other;");
        out.close();
        out.close();
    }
}
