package dev.vespula.codegen;

import java.util.List;

/** Writes the class {@code ArrayElements}: reading and changing elements of arrays, for compiled code. */
final class ArrayElementsSource {
    private final JavaSource out = new JavaSource("dev.vespula.internal.runtime");

    private ArrayElementsSource() {
    }

    /**
     * A class of arrays.
     *
     * @param name  the end of its name
     * @param item  what its Java array holds
     * @param value Java type of an element on the operand stack
     */
    private record Kind(String name, String item, String value) {
        /** An element that is to be stored. */
        String stored() {
            return item.equals(value) ? "value" : "(" + item + ") value";
        }
    }

    private static final List<Kind> KINDS = List.of(new Kind("I8", "byte", "int"), new Kind("I16", "short", "int"),
            new Kind("I32", "int", "int"), new Kind("I64", "long", "long"), new Kind("F32", "float", "float"),
            new Kind("F64", "double", "double"), new Kind("Ref", "Object", "Object"));

    static String source() {
        ArrayElementsSource source = new ArrayElementsSource();
        source.write();
        return source.out.toString();
    }

    private void write() {
        out.line("/**");
        out.line(" * Elements of arrays, for compiled code; what is named after a kind of elements works on arrays of that kind. Null and");
        out.line(" * indices out of bounds are traps. Ranges check first, then charge, then act.");
        out.line(" */");
        out.open("public final class ArrayElements");
        out.open("private ArrayElements()").close();
        out.open("private static void check(int index, int length)");
        out.open("if (index < 0 || index >= length)").line("throw ArrayObject.outOfBounds();").close();
        out.close();
        out.open("public static ArrayObject nonNull(Object array)");
        out.open("if (array == null)").line("throw NullObject.array();").close();
        out.line("return (ArrayObject) array;");
        out.close();
        out.open("public static int length(Object array)");
        out.line("return nonNull(array).length();");
        out.close();
        for (Kind kind : KINDS) {
            one(kind);
        }
        vectors();
        out.close();
    }

    private void one(Kind kind) {
        String type = "Array" + kind.name;
        out.open("private static " + kind.item + "[] items" + kind.name + "(Object array)");
        out.open("if (array == null)").line("throw NullObject.array();").close();
        out.line("return ((" + type + ") array).items;");
        out.close();
        out.open("public static " + kind.item + " get" + kind.name + "(Object array, int index)");
        out.line(kind.item + "[] items = items" + kind.name + "(array);");
        out.line("check(index, items.length);");
        out.line("return items[index];");
        out.close();
        out.open("public static void set" + kind.name + "(Object array, int index, " + kind.value + " value)");
        out.line(kind.item + "[] items = items" + kind.name + "(array);");
        out.line("check(index, items.length);");
        out.line("items[index] = " + kind.stored() + ";");
        out.close();
        out.open("public static ArrayObject make" + kind.name + "(Account store, " + kind.value
                + " value, int length, ObjectType type)");
        out.line("ArrayObject made = ArrayOperations.make(store, type, length);");
        out.open("if (length != 0)");
        out.line("((" + type + ") made).items[0] = " + kind.stored() + ";");
        out.line("made.spread();");
        out.close();
        out.line("return made;");
        out.close();
        out.open("public static void fill" + kind.name + "(Object array, int from, " + kind.value
                + " value, int length, Account store)");
        out.line("ArrayObject filled = nonNull(array);");
        out.open("if (ArrayOperations.beginFill(store, filled, from, length))");
        out.line("((" + type + ") filled).items[from] = " + kind.stored() + ";");
        out.line("ArrayOperations.spread(filled, from, length);");
        out.close();
        out.close();
    }

    private void vectors() {
        out.open("private static long[] itemsV128(Object array, int index)");
        out.open("if (array == null)").line("throw NullObject.array();").close();
        out.line("long[] items = ((ArrayV128) array).items;");
        out.line("check(index, items.length >> 1);");
        out.line("return items;");
        out.close();
        out.open("public static long lowV128(Object array, int index)");
        out.line("return itemsV128(array, index)[2 * index];");
        out.close();
        out.open("public static long highV128(Object array, int index)");
        out.line("return itemsV128(array, index)[2 * index + 1];");
        out.close();
        out.open("public static void setV128(Object array, int index, long low, long high)");
        out.line("long[] items = itemsV128(array, index);");
        out.line("items[2 * index] = low;");
        out.line("items[2 * index + 1] = high;");
        out.close();
        out.open("public static ArrayObject makeV128(Account store, long low, long high, int length, ObjectType type)");
        out.line("ArrayObject made = ArrayOperations.make(store, type, length);");
        out.open("if (length != 0)");
        out.line("setV128(made, 0, low, high);");
        out.line("made.spread();");
        out.close();
        out.line("return made;");
        out.close();
        out.open("public static void fillV128(Object array, int from, long low, long high, int length, Account store)");
        out.line("ArrayObject filled = nonNull(array);");
        out.open("if (ArrayOperations.beginFill(store, filled, from, length))");
        out.line("setV128(filled, from, low, high);");
        out.line("ArrayOperations.spread(filled, from, length);");
        out.close();
        out.close();
    }
}
