package dev.vespula.codegen;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the nodes of vector loads and stores. The forms of the address are those of {@link MemoryNodes}, for accesses of
 * less than 16 bytes without sums; a vector operand is a node, or beside an address in a slot also a slot.
 *
 * <p>16 bytes are two accesses of eight bytes behind one check, so a store that traps has written nothing.
 */
final class VectorMemoryNodes {
    private static final List<String> LOADS = List.of("S", "L", "X", "E");
    private static final List<String> WHOLE_LOADS = List.of("S", "P", "Q", "R", "L", "X", "E");
    private static final List<String> STORES = List.of("SS", "SE", "L", "X", "EE");
    private static final List<String> WHOLE_STORES = List.of("SS", "SE", "PE", "QE", "RE", "L", "X", "EE");

    private VectorMemoryNodes() {
    }

    /** The sources of both families by class name. */
    static Map<String, String> of(OpTable table) {
        Map<String, String> sources = new TreeMap<>();
        List<Op> accesses = table.ops().stream().filter(op -> op.isVector() && op.width() > 0).toList();
        sources.put("VectorLoadNodes",
                family("VectorLoadNodes", accesses.stream().filter(op -> !op.result().equals("-")).toList()));
        sources.put("VectorStoreNodes",
                family("VectorStoreNodes", accesses.stream().filter(op -> op.result().equals("-")).toList()));
        return sources;
    }

    private static List<String> forms(Op op) {
        boolean whole = op.width() == 16;
        return op.result().equals("-") ? whole ? WHOLE_STORES : STORES : whole ? WHOLE_LOADS : LOADS;
    }

    private static String family(String name, List<Op> ops) {
        JavaSource out = new JavaSource("dev.vespula.internal.interp");
        out.imports("dev.vespula.internal.ir.Ir", "dev.vespula.internal.numeric.I16x8", "dev.vespula.internal.numeric.I32x4",
                "dev.vespula.internal.numeric.I64x2", "dev.vespula.internal.numeric.I8x16",
                "dev.vespula.internal.runtime.Bytes", "dev.vespula.internal.runtime.LinearMemory");
        out.open("final class " + name);
        out.open("private " + name + "()").close();
        out.open("static Product make(NodeSpec spec)");
        out.open("switch (spec.op)");
        for (Op op : ops) {
            out.line("case Ir." + op.constant() + ":");
            VectorNodes.factory(out, op, forms(op));
        }
        out.line("default:");
        out.line("    throw spec.unknown();");
        out.close().close().close();
        for (Op op : ops) {
            for (String form : forms(op)) {
                node(out, op, form);
            }
        }
        return out.toString();
    }

    private static void node(JavaSource out, Op op, String form) {
        String name = NumericNodes.className(op, form);
        boolean load = !op.result().equals("-");
        boolean lane = op.words().contains("lane");
        boolean slotValue = form.equals("SS");
        String operand = load ? "b" : "a";
        out.open("final class " + name + " extends Node");
        MemoryNodes.addressFields(out, form);
        if (op.operands().size() == 2) {
            out.line("private final " + (slotValue ? "int " : "Node ") + operand + ";");
        }
        if (lane) {
            out.line("private final int lane;");
        }
        if (load) {
            out.line("private final int target;");
        }
        out.open(name + "(NodeSpec spec)");
        MemoryNodes.addressFromSpec(out, form);
        if (op.operands().size() == 2) {
            out.line(operand + " = spec.b" + (slotValue ? "" : "Node") + ";");
        }
        if (lane) {
            out.line("lane = spec.lane;");
        }
        if (load) {
            out.line("target = spec.target;");
        }
        out.close();
        if (load) {
            load(out, op, form);
        } else {
            store(out, op, form);
        }
        out.close();
    }

    private static void load(JavaSource out, Op op, String form) {
        out.open("@Override long v128(Execution x, long[] cells, int fp)");
        loaded(out, op, form);
        VectorNodes.vectorResult(out, op.semantics(), op.highSemantics());
        out.close();
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        loaded(out, op, form);
        VectorNodes.vectorStatement(out, op.semantics(), op.highSemantics());
        out.close();
    }

    /** Declares the raw value a, or al and ah, and the vector operand if there is one. */
    private static void loaded(JavaSource out, Op op, String form) {
        MemoryNodes.address(out, form);
        if (op.operands().size() == 2) {
            VectorNodes.operand(out, "v128", "b", 'E');
        }
        String memory = memory(form);
        if (op.width() < 16) {
            String raw = MemoryNodes.rawType(op.width());
            out.line(raw + " a = " + (form.equals("X") ? memory + ".load" + bits(op) + "(ea)"
                    : MemoryNodes.condition(op, form) + " ? " + fastLoad(op) + " : " + memory + ".load" + bits(op) + "(ea)")
                    + ";");
            return;
        }
        if (form.equals("X")) {
            out.line("LinearMemory m = " + memory + ";");
            out.line("m.check(ea, 16);");
            out.line("long al = m.load64(ea);");
            out.line("long ah = m.load64(ea + 8);");
            return;
        }
        out.line("long al;");
        out.line("long ah;");
        out.open("if (" + MemoryNodes.condition(op, form) + ")");
        out.line("al = (long) Bytes.VIEW_64.get(x.memory, (int) ea);");
        out.line("ah = (long) Bytes.VIEW_64.get(x.memory, (int) ea + 8);");
        out.reopen("else");
        out.line(memory + ".check(ea, 16);");
        out.line("al = " + memory + ".load64(ea);");
        out.line("ah = " + memory + ".load64(ea + 8);");
        out.close();
    }

    private static String fastLoad(Op op) {
        return op.width() == 1 ? "x.memory[(int) ea]"
                : "(" + MemoryNodes.rawType(op.width()) + ") Bytes.VIEW_" + bits(op) + ".get(x.memory, (int) ea)";
    }

    private static void store(JavaSource out, Op op, String form) {
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        MemoryNodes.address(out, form);
        VectorNodes.operand(out, "v128", "a", form.equals("SS") ? 'S' : 'E');
        String memory = memory(form);
        String[] parts = op.width() == 16 ? new String[] {op.semantics(), op.highSemantics()} : new String[] {op.semantics()};
        int width = op.width() / parts.length;
        for (int k = 0; k < parts.length; k++) {
            out.line(MemoryNodes.rawType(width) + " v" + k + " = " + parts[k] + ";");
        }
        if (!form.equals("X")) {
            out.open("if (" + MemoryNodes.condition(op, form) + ")");
            for (int k = 0; k < parts.length; k++) {
                String at = "(int) ea" + (k == 0 ? "" : " + " + k * width);
                out.line(width == 1 ? "x.memory[" + at + "] = v" + k + ";"
                        : "Bytes.VIEW_" + width * 8 + ".set(x.memory, " + at + ", v" + k + ");");
            }
            out.line("return;");
            out.close();
        }
        if (parts.length > 1) {
            out.line(memory + ".check(ea, " + op.width() + ");");
        }
        for (int k = 0; k < parts.length; k++) {
            out.line(memory + ".store" + width * 8 + "(ea" + (k == 0 ? "" : " + " + k * width) + ", v" + k + ");");
        }
        out.close();
    }

    private static String memory(String form) {
        return "x.instance.memories[" + (form.equals("X") ? "memory" : "0") + "]";
    }

    private static int bits(Op op) {
        return op.width() * 8;
    }
}
