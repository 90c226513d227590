package dev.vespula.codegen;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the nodes of loads and stores. Forms of the address: a slot ({@code S}), a slot plus an immediate ({@code P}),
 * the sum of two slots ({@code Q}), of which the second is shifted ({@code R}), or a node ({@code E}); these serve memory 0
 * with 32-bit addresses and offsets below 2^31. {@code L} is memory 0 with 64-bit addresses and such offsets; {@code X} is
 * everything else. The value of a store is a slot or a node, the second letter.
 *
 * <p>The fast path stands in the node: one comparison against the size, one access through a view of the array. What it
 * does not cover, the trap included, is the business of the memory object.
 */
final class MemoryNodes {
    private MemoryNodes() {
    }

    /** The sources of both families by class name. */
    static Map<String, String> of(OpTable table) {
        Map<String, String> sources = new TreeMap<>();
        sources.put("LoadNodes", family("LoadNodes", table.ops().stream().filter(Op::isLoad).toList(),
                List.of("S", "P", "Q", "R", "L", "X", "E")));
        sources.put("StoreNodes", family("StoreNodes", table.ops().stream().filter(Op::isStore).toList(),
                List.of("SS", "SE", "PS", "PE", "QS", "QE", "RS", "RE", "ES", "L", "X", "EE")));
        return sources;
    }

    private static String family(String name, List<Op> ops, List<String> forms) {
        JavaSource out = new JavaSource("dev.vespula.internal.interp");
        out.imports("dev.vespula.internal.ir.Ir", "dev.vespula.internal.runtime.Bytes",
                "dev.vespula.internal.runtime.LinearMemory");
        out.open("final class " + name);
        out.open("private " + name + "()").close();
        out.open("static Product make(NodeSpec spec)");
        out.open("switch (spec.op)");
        for (Op op : ops) {
            out.line("case Ir." + op.constant() + ":");
            out.open("    switch (spec.form)");
            for (String form : forms.subList(0, forms.size() - 1)) {
                out.line("case NodeSpec." + form + ":");
                out.line("    return new " + NumericNodes.className(op, form) + "(spec);");
            }
            out.line("default:");
            out.line("    return new " + NumericNodes.className(op, forms.get(forms.size() - 1)) + "(spec);");
            out.close();
        }
        out.line("default:");
        out.line("    throw spec.unknown();");
        out.close().close().close();
        for (Op op : ops) {
            for (String form : forms) {
                node(out, op, form);
            }
        }
        return out.toString();
    }

    private static void node(JavaSource out, Op op, String form) {
        String name = NumericNodes.className(op, form);
        boolean slotValue = form.length() == 2 && form.charAt(1) == 'S';
        out.open("final class " + name + " extends Node");
        addressFields(out, form);
        if (op.isLoad()) {
            out.line("private final int target;");
        } else {
            out.line("private final " + (slotValue ? "int" : "Node") + " value;");
        }
        out.open(name + "(NodeSpec spec)");
        addressFromSpec(out, form);
        if (op.isLoad()) {
            out.line("target = spec.target;");
        } else {
            out.line("value = spec.b" + (slotValue ? "" : "Node") + ";");
        }
        out.close();
        if (op.isLoad()) {
            load(out, op, form);
        } else {
            store(out, op, form, slotValue ? 'S' : 'E');
        }
        out.close();
    }

    /** Declares the fields of an address. */
    static void addressFields(JavaSource out, String form) {
        out.line("private final " + (isSlotAddress(form) ? "int" : "Node") + " address;");
        out.line("private final " + (form.equals("X") ? "long" : "int") + " offset;");
        if (form.equals("X")) {
            out.line("private final int memory;");
        }
        if (isSumAddress(form)) {
            out.line("private final int addend;");
        }
        if (form.charAt(0) == 'R') {
            out.line("private final int shift;");
        }
    }

    /** Sets the fields of an address in a constructor. */
    static void addressFromSpec(JavaSource out, String form) {
        out.line("address = spec.a" + (isSlotAddress(form) ? "" : "Node") + ";");
        out.line("offset = " + (form.equals("X") ? "" : "(int) ") + "spec.bits;");
        if (form.equals("X")) {
            out.line("memory = spec.memory;");
        }
        if (isSumAddress(form)) {
            out.line("addend = spec.addend;");
        }
        if (form.charAt(0) == 'R') {
            out.line("shift = spec.shift;");
        }
    }

    private static boolean isSlotAddress(String form) {
        return "SPQR".indexOf(form.charAt(0)) >= 0;
    }

    private static boolean isSumAddress(String form) {
        return "PQR".indexOf(form.charAt(0)) >= 0;
    }

    private static void load(JavaSource out, Op op, String form) {
        JavaType result = JavaType.of(op.result());
        out.open("@Override " + result.java + " " + result.wasm + "(Execution x, long[] cells, int fp)");
        address(out, form);
        String raw = rawType(op.width());
        if (form.equals("X")) {
            out.line(raw + " a = x.instance.memories[memory].load" + bits(op) + "(ea);");
        } else {
            out.line(raw + " a = " + condition(op, form) + " ? "
                    + (op.width() == 1 ? "x.memory[(int) ea]" : "(" + raw + ") Bytes.VIEW_" + bits(op) + ".get(x.memory, (int) ea)")
                    + " : x.instance.memories[0].load" + bits(op) + "(ea);");
        }
        out.line("return " + op.semantics() + ";");
        out.close();
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        out.line("cells[fp + target] = " + result.cell(result.wasm + "(x, cells, fp)") + ";");
        out.close();
        out.open("@Override Block next(Execution x, long[] cells, int fp)");
        out.line("cells[fp] = " + result.cell(result.wasm + "(x, cells, fp)") + ";");
        out.line("return x.leave();");
        out.close();
    }

    private static void store(JavaSource out, Op op, String form, char value) {
        JavaType type = JavaType.of(op.operands().get(1));
        String raw = rawType(op.width());
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        address(out, form);
        out.line(type.java + " a = " + (value == 'S' ? type.read("value") : "value." + type.wasm + "(x, cells, fp)") + ";");
        out.line(raw + " v = " + op.semantics() + ";");
        if (form.equals("X")) {
            out.line("x.instance.memories[memory].store" + bits(op) + "(ea, v);");
        } else {
            out.open("if (" + condition(op, form) + ")");
            out.line(op.width() == 1 ? "x.memory[(int) ea] = v;"
                    : "Bytes.VIEW_" + bits(op) + ".set(x.memory, (int) ea, v);");
            out.reopen("else");
            out.line("x.instance.memories[0].store" + bits(op) + "(ea, v);");
            out.close();
        }
        out.close();
    }

    /** Declares the effective address ea; negative when a 64-bit one does not fit. */
    static void address(JavaSource out, String form) {
        out.line(switch (form.charAt(0)) {
            case 'S' -> "long ea = (cells[fp + address] & 0xFFFF_FFFFL) + offset;";
            case 'P' -> "long ea = ((int) cells[fp + address] + addend & 0xFFFF_FFFFL) + offset;";
            case 'Q' -> "long ea = ((int) cells[fp + address] + (int) cells[fp + addend] & 0xFFFF_FFFFL) + offset;";
            case 'R' -> "long ea = ((int) cells[fp + address] + ((int) cells[fp + addend] << shift) & 0xFFFF_FFFFL) + offset;";
            case 'E' -> "long ea = (address.i32(x, cells, fp) & 0xFFFF_FFFFL) + offset;";
            default -> "long ea = LinearMemory.effectiveAddress(address.i64(x, cells, fp), offset);";
        });
    }

    static String condition(Op op, String form) {
        String inside = "ea <= x.limit - " + op.width();
        return form.equals("L") ? "ea >= 0 && " + inside : inside;
    }

    private static int bits(Op op) {
        return op.width() * 8;
    }

    static String rawType(int width) {
        return switch (width) {
            case 1 -> "byte";
            case 2 -> "short";
            case 4 -> "int";
            default -> "long";
        };
    }
}
