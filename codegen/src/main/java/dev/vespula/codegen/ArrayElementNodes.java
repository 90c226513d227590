package dev.vespula.codegen;

import java.util.List;

/** Writes the nodes that read or set one element of an array: a class for each kind of element. */
final class ArrayElementNodes {
    /**
     * A kind of element.
     *
     * @param name  the end of the names of its classes
     * @param value its type on the operand stack
     * @param java  the Java type of an element, null for v128 and references
     */
    private record Kind(String name, String value, String java) {
        boolean isPacked() {
            return name.equals("I8") || name.equals("I16");
        }
    }

    private static final List<Kind> KINDS = List.of(new Kind("I8", "i32", "byte"), new Kind("I16", "i32", "short"),
            new Kind("I32", "i32", "int"), new Kind("I64", "i64", "long"), new Kind("F32", "f32", "float"),
            new Kind("F64", "f64", "double"), new Kind("V128", "v128", null), new Kind("Ref", "ref", null));

    private final JavaSource out = new JavaSource("dev.vespula.internal.interp");

    private ArrayElementNodes() {
    }

    static String source() {
        ArrayElementNodes nodes = new ArrayElementNodes();
        nodes.factory();
        for (Kind kind : KINDS) {
            nodes.get(kind);
            nodes.set(kind);
        }
        return nodes.out.toString();
    }

    private void factory() {
        out.imports("dev.vespula.internal.runtime.ArrayF32", "dev.vespula.internal.runtime.ArrayF64",
                "dev.vespula.internal.runtime.ArrayI16", "dev.vespula.internal.runtime.ArrayI32",
                "dev.vespula.internal.runtime.ArrayI64", "dev.vespula.internal.runtime.ArrayI8",
                "dev.vespula.internal.runtime.ArrayObject", "dev.vespula.internal.runtime.ArrayRef",
                "dev.vespula.internal.runtime.ArrayV128", "dev.vespula.internal.runtime.NullObject",
                "dev.vespula.internal.types.ValTypes");
        out.line("/** Makes the nodes over single elements; the storage type says which. */");
        out.open("final class ArrayElementNodes");
        out.open("private ArrayElementNodes()").close();
        out.open("static Node get(int storage, Operand array, Operand index, boolean unsigned, int target)");
        arms("Get", kind -> "(array, index, " + (kind.isPacked() ? "unsigned, " : "") + "target)");
        out.open("static Node set(int storage, Operand array, Operand index, Operand value)");
        arms("Set", kind -> "(array, index, value)");
        out.line("/** Evaluates a value of a type of FieldPlace for the sake of a trap. */");
        out.open("static void evaluate(int type, Node value, Execution x, long[] cells, int fp)");
        out.open("switch (type)");
        for (Kind kind : KINDS) {
            if (!kind.isPacked() && !kind.name.equals("I32")) {
                out.line("case FieldPlace." + kind.name.toUpperCase(java.util.Locale.ROOT) + ":");
                out.line("    value." + kind.value + "(x, cells, fp);");
                out.line("    break;");
            }
        }
        out.line("default:");
        out.line("    value.i32(x, cells, fp);");
        out.close().close().close();
    }

    private void arms(String prefix, java.util.function.Function<Kind, String> arguments) {
        out.open("switch (storage)");
        for (Kind kind : KINDS) {
            out.line(kind.name.equals("Ref") ? "default:" : "case ValTypes." + kind.name + ":");
            out.line("    return new Array" + prefix + kind.name + arguments.apply(kind) + ";");
        }
        out.close().close();
    }

    private void get(Kind kind) {
        out.open("final class ArrayGet" + kind.name + " extends ArrayAccess");
        if (kind.isPacked()) {
            out.line("private final boolean unsigned;");
        }
        out.line("private final int target;");
        out.open("ArrayGet" + kind.name + "(Operand array, Operand index, "
                + (kind.isPacked() ? "boolean unsigned, " : "") + "int target)");
        out.line("super(array, index);");
        if (kind.isPacked()) {
            out.line("this.unsigned = unsigned;");
        }
        out.line("this.target = target;");
        out.close();
        String type = switch (kind.value) {
            case "v128" -> "long";
            case "ref" -> "Object";
            default -> JavaType.of(kind.value).java;
        };
        out.open("@Override " + type + " " + kind.value + "(Execution x, long[] cells, int fp)");
        element(kind);
        switch (kind.name) {
            case "I8" -> out.line("return unsigned ? items[i] & 0xFF : items[i];");
            case "I16" -> out.line("return unsigned ? items[i] & 0xFFFF : items[i];");
            case "V128" -> {
                out.line("x.high = items[2 * i + 1];");
                out.line("return items[2 * i];");
            }
            default -> out.line("return items[i];");
        }
        out.close();
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        switch (kind.name) {
            case "V128" -> {
                out.line("cells[fp + target] = v128(x, cells, fp);");
                out.line("cells[fp + target + 1] = x.high;");
            }
            case "Ref" -> out.line("x.refs[fp + target] = ref(x, cells, fp);");
            default -> out.line("cells[fp + target] = "
                    + JavaType.of(kind.value).cell(kind.value + "(x, cells, fp)") + ";");
        }
        out.close().close();
    }

    /** Declares the Java array and the checked index of the element. */
    private void element(Kind kind) {
        out.line("Array" + kind.name + " a = (Array" + kind.name + ") array(x, cells, fp);");
        out.line("int i = index(x, cells, fp);");
        checked(kind);
    }

    private void checked(Kind kind) {
        out.open("if (a == null)").line("throw NullObject.array();").close();
        out.line((kind.name.equals("Ref") ? "Object" : kind.name.equals("V128") ? "long" : kind.java) + "[] items = a.items;");
        out.open("if (i < 0 || i >= " + (kind.name.equals("V128") ? "items.length >> 1" : "items.length") + ")");
        out.line("throw ArrayObject.outOfBounds();");
        out.close();
    }

    private void set(Kind kind) {
        out.open("final class ArraySet" + kind.name + " extends ArrayAccess");
        boolean slots = !kind.name.equals("V128");
        if (slots) {
            out.line("private final int valueSlot;");
        }
        out.line("private final Node value;");
        out.open("ArraySet" + kind.name + "(Operand array, Operand index, Operand value)");
        out.line("super(array, index);");
        if (slots) {
            out.line("this.valueSlot = value.slot();");
        }
        out.line("this.value = value.node();");
        out.close();
        out.open("@Override void execute(Execution x, long[] cells, int fp)");
        out.line("Array" + kind.name + " a = (Array" + kind.name + ") array(x, cells, fp);");
        out.line("int i = index(x, cells, fp);");
        String node = "value." + kind.value + "(x, cells, fp)";
        switch (kind.name) {
            case "V128" -> out.line("long low = " + node + ";");
            case "Ref" -> out.line("Object v = valueSlot >= 0 ? x.refs[fp + valueSlot] : " + node + ";");
            default -> {
                JavaType type = JavaType.of(kind.value);
                out.line(type.java + " v = valueSlot >= 0 ? " + type.read("valueSlot") + " : " + node + ";");
            }
        }
        if (!slots) {
            out.line("long high = x.high;");
        }
        checked(kind);
        if (slots) {
            out.line("items[i] = " + (kind.isPacked() ? "(" + kind.java + ") v;" : "v;"));
        } else {
            out.line("items[2 * i] = low;");
            out.line("items[2 * i + 1] = high;");
        }
        out.close().close();
    }
}
