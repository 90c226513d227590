package dev.vespula.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the nodes of the vector operators: a factory for each shape of lanes, and a class for each operator and form.
 *
 * <p>As an operand a node returns the low half of its vector and leaves the high half in {@code x.high}, where the next
 * vector evaluated will leave its own: a node takes it at once. As a statement it writes both halves to their slots.
 *
 * <p>Forms: all operands are slots ({@code S}), or all are other nodes ({@code E}); a scalar second operand, mostly the
 * count of a shift, may be an immediate ({@code I}). Frequent operators have mixed forms too, and take as an operand a
 * constant ({@code I}) or 16 bytes of memory ({@code M}: in memory 0, at a slot plus an immediate).
 */
final class VectorNodes {
    private static final List<String> MIXED =
            List.of("SS", "SE", "ES", "SI", "EI", "SM", "MS", "EM", "ME", "MM", "EE");

    private VectorNodes() {
    }

    /** The sources of all families by class name. */
    static Map<String, String> of(OpTable table) {
        Map<String, List<Op>> families = new TreeMap<>();
        for (Op op : table.ops()) {
            if (op.isVector() && op.width() == 0) {
                families.computeIfAbsent(family(op), name -> new ArrayList<>()).add(op);
            }
        }
        Map<String, String> sources = new TreeMap<>();
        families.forEach((name, ops) -> sources.put(name, family(name, ops)));
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
        JavaSource out = new JavaSource("dev.vespula.internal.interp");
        out.imports("dev.vespula.internal.ir.Ir");
        out.line("/** Finds the factory of a vector operator. */");
        out.open("final class VectorOperators");
        out.open("private VectorOperators()").close();
        out.open("static Product make(NodeSpec spec)");
        out.open("switch (spec.op)");
        families.forEach((name, ops) -> {
            for (Op op : ops) {
                out.line("case Ir." + op.constant() + ":");
            }
            out.line("    return " + name + ".make(spec);");
        });
        out.line("default:");
        out.line("    throw spec.unknown();");
        out.close().close();
        return out.close().toString();
    }

    private static String family(String name, List<Op> ops) {
        JavaSource out = new JavaSource("dev.vespula.internal.interp");
        out.imports("dev.vespula.internal.ir.Ir", "dev.vespula.internal.numeric.F32x4", "dev.vespula.internal.numeric.F64x2",
                "dev.vespula.internal.numeric.I16x8", "dev.vespula.internal.numeric.I32x4",
                "dev.vespula.internal.numeric.I64x2", "dev.vespula.internal.numeric.I8x16",
                "dev.vespula.internal.numeric.ShufflePlan", "dev.vespula.internal.runtime.Bytes");
        out.open("final class " + name);
        out.open("private " + name + "()").close();
        out.open("static Product make(NodeSpec spec)");
        out.open("switch (spec.op)");
        for (Op op : ops) {
            out.line("case Ir." + op.constant() + ":");
            factory(out, op, forms(op));
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

    /** The expressions that choose the class of a form; the last form is the general one. */
    static void factory(JavaSource out, Op op, List<String> forms) {
        StringBuilder choice = new StringBuilder("    return ");
        for (String form : forms.subList(0, forms.size() - 1)) {
            choice.append("spec.form == NodeSpec.").append(form).append(" ? new ")
                    .append(NumericNodes.className(op, form)).append("(spec) : ");
        }
        out.line(choice + "new " + NumericNodes.className(op, forms.get(forms.size() - 1)) + "(spec);");
    }

    private static List<String> forms(Op op) {
        int count = op.operands().size();
        if (count == 2 && !op.operands().get(1).equals("v128")) {
            return List.of("SI", "EI", "EE");
        }
        return op.has(Op.MIXED) ? MIXED : List.of("S".repeat(count), "E".repeat(count));
    }

    private static void node(JavaSource out, Op op, String form) {
        String name = NumericNodes.className(op, form);
        out.open("final class " + name + " extends Node");
        for (int k = 0; k < form.length(); k++) {
            fields(out, op, form, k);
        }
        boolean lane = op.field().equals("lane");
        boolean shuffle = op.words().size() == 2;
        if (lane) {
            out.line("private final int lane;");
        }
        if (shuffle) {
            out.line("private final ShufflePlan lowPlan;");
            out.line("private final ShufflePlan highPlan;");
        }
        out.line("private final int target;");
        out.open(name + "(NodeSpec spec)");
        for (int k = 0; k < form.length(); k++) {
            fieldValues(out, op, form, k);
        }
        if (lane) {
            out.line("lane = spec.lane;");
        }
        if (shuffle) {
            out.line("lowPlan = ShufflePlan.of(spec.bits);");
            out.line("highPlan = ShufflePlan.of(spec.highBits);");
        }
        out.line("target = spec.target;");
        out.close();
        if (op.result().equals("v128")) {
            out.open("@Override long v128(Execution x, long[] cells, int fp)");
            operands(out, op, form);
            vectorResult(out, op.semantics(), op.highSemantics());
            out.close();
            out.open("@Override void execute(Execution x, long[] cells, int fp)");
            operands(out, op, form);
            vectorStatement(out, op.semantics(), op.highSemantics());
            out.close();
        } else {
            scalar(out, op, form);
        }
        out.close();
    }

    private static void scalar(JavaSource out, Op op, String form) {
        JavaType result = JavaType.of(op.result());
        out.open("@Override " + result.java + " " + result.wasm + "(Execution x, long[] cells, int fp)");
        operands(out, op, form);
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

    /** Ends a method that returns a vector. */
    static void vectorResult(JavaSource out, String low, String high) {
        out.line("x.high = " + high + ";");
        out.line("return " + low + ";");
    }

    /** Ends a method that writes a vector to the slots of the target. */
    static void vectorStatement(JavaSource out, String low, String high) {
        out.line("long low = " + low + ";");
        out.line("long high = " + high + ";");
        out.line("cells[fp + target] = low;");
        out.line("cells[fp + target + 1] = high;");
    }

    /** Declares the operands: scalars as a, b and c, vectors as al and ah and so on. */
    private static void operands(JavaSource out, Op op, String form) {
        for (int k = 0; k < form.length(); k++) {
            operand(out, op.operands().get(k), letter(k), form.charAt(k));
        }
    }

    /** Declares one operand; {@code S} reads slots, {@code I} an immediate, {@code M} memory, anything else asks a node. */
    static void operand(JavaSource out, String type, String name, char form) {
        String field = "this." + name;
        if (type.equals("v128")) {
            vectorOperand(out, name, form);
            return;
        }
        JavaType scalar = JavaType.of(type);
        String value = switch (form) {
            case 'S' -> scalar.read(field);
            case 'I' -> field;
            default -> field + "." + scalar.wasm + "(x, cells, fp)";
        };
        out.line(scalar.java + " " + name + " = " + value + ";");
    }

    private static void vectorOperand(JavaSource out, String name, char form) {
        String field = "this." + name;
        switch (form) {
            case 'S' -> {
                out.line("long " + name + "l = cells[fp + " + field + "];");
                out.line("long " + name + "h = cells[fp + " + field + " + 1];");
            }
            case 'I' -> {
                out.line("long " + name + "l = " + field + "Low;");
                out.line("long " + name + "h = " + field + "High;");
            }
            case 'M' -> memoryOperand(out, name);
            default -> {
                out.line("long " + name + "l = " + field + ".v128(x, cells, fp);");
                out.line("long " + name + "h = x.high;");
            }
        }
    }

    private static void memoryOperand(JavaSource out, String name) {
        String at = name + "At";
        out.line("long " + at + " = ((int) cells[fp + this." + name + "] + " + name + "Addend & 0xFFFF_FFFFL) + " + name
                + "Offset;");
        out.line("long " + name + "l;");
        out.line("long " + name + "h;");
        out.open("if (" + at + " <= x.limit - 16)");
        out.line(name + "l = (long) Bytes.VIEW_64.get(x.memory, (int) " + at + ");");
        out.line(name + "h = (long) Bytes.VIEW_64.get(x.memory, (int) " + at + " + 8);");
        out.reopen("else");
        out.line(name + "l = VectorValues.slowLoad(x, " + at + ");");
        out.line(name + "h = x.high;");
        out.close();
    }

    private static void fields(JavaSource out, Op op, String form, int k) {
        if (op.operands().get(k).equals("v128")) {
            vectorField(out, letter(k), form.charAt(k));
        } else {
            out.line("private final " + fieldType(op, form, k) + " " + letter(k) + ";");
        }
    }

    private static void fieldValues(JavaSource out, Op op, String form, int k) {
        if (op.operands().get(k).equals("v128")) {
            vectorFieldValue(out, letter(k), form.charAt(k));
        } else {
            out.line(letter(k) + " = " + fieldValue(op, form, k) + ";");
        }
    }

    /** Declares the fields of a vector operand. */
    static void vectorField(JavaSource out, String name, char form) {
        switch (form) {
            case 'S' -> out.line("private final int " + name + ";");
            case 'I' -> out.line("private final long " + name + "Low;").line("private final long " + name + "High;");
            case 'M' -> out.line("private final int " + name + ";").line("private final int " + name + "Addend;")
                    .line("private final int " + name + "Offset;");
            default -> out.line("private final Node " + name + ";");
        }
    }

    /** Sets the fields of a vector operand in a constructor. */
    static void vectorFieldValue(JavaSource out, String name, char form) {
        switch (form) {
            case 'S' -> out.line(name + " = spec." + name + ";");
            case 'I' -> out.line(name + "Low = spec.bits;").line(name + "High = spec.highBits;");
            case 'M' -> out.line(name + " = spec." + name + ";").line(name + "Addend = spec." + name + "Addend;")
                    .line(name + "Offset = spec." + name + "Offset;");
            default -> out.line(name + " = spec." + name + "Node;");
        }
    }

    private static String fieldType(Op op, String form, int k) {
        return switch (form.charAt(k)) {
            case 'S' -> "int";
            case 'I' -> JavaType.of(op.operands().get(k)).java;
            default -> "Node";
        };
    }

    private static String fieldValue(Op op, String form, int k) {
        return switch (form.charAt(k)) {
            case 'S' -> "spec." + letter(k);
            case 'I' -> JavaType.of(op.operands().get(k)).immediate();
            default -> "spec." + letter(k) + "Node";
        };
    }

    static String letter(int k) {
        return String.valueOf((char) ('a' + k));
    }
}
