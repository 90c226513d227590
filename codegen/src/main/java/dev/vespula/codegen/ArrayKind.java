package dev.vespula.codegen;

import java.util.List;

/**
 * A kind of arrays' elements.
 *
 * @param name  the end of the names of its classes
 * @param item  what its Java array holds
 * @param value type of an element on the operand stack
 * @param java  Java type of such a value
 */
record ArrayKind(String name, String item, String value, String java) {
    /** All; an element of {@code V128} is two items of its Java array, the low half first. */
    static final List<ArrayKind> ALL = List.of(new ArrayKind("I8", "byte", "i32", "int"),
            new ArrayKind("I16", "short", "i32", "int"), new ArrayKind("I32", "int", "i32", "int"),
            new ArrayKind("I64", "long", "i64", "long"), new ArrayKind("F32", "float", "f32", "float"),
            new ArrayKind("F64", "double", "f64", "double"), new ArrayKind("V128", "long", "v128", "long"),
            new ArrayKind("Ref", "Object", "ref", "Object"));

    /** Whether elements are extended to their values. */
    boolean isPacked() {
        return !item.equals(java);
    }

    boolean isVector() {
        return name.equals("V128");
    }

    boolean isReference() {
        return name.equals("Ref");
    }

    /** A value as it is stored. */
    String stored(String stored) {
        return isPacked() ? "(" + item + ") " + stored : stored;
    }

    /** The source of the class of arrays of this kind. */
    String source() {
        JavaSource out = new JavaSource("dev.vespula.internal.objects");
        out.imports("java.nio.ByteBuffer", "java.nio.ByteOrder", "java.util.Arrays");
        String many = isVector() ? "2 * " : "";
        out.text("""
                /** An array of %1$s elements. */
                public final class Array%1$s extends ArrayObject {
                /** The elements. */
                public final %2$s[] items;
                Array%1$s(ObjectType type, int length) {
                super(type);
                items = new %2$s[%3$slength];
                }
                @Override public int length() {
                return items.length%4$s;
                }
                @Override public Object items() {
                return items;
                }
                @Override public void copy(int to, ArrayObject source, int from, int count) {
                System.arraycopy(((Array%1$s) source).items, %3$sfrom, items, %3$sto, %3$scount);
                }
                """.formatted(name, item, many, isVector() ? " >> 1" : ""));
        out.text(isVector() ? """
                @Override public void fill(int from, int count, int source) {
                for (int k = 2 * from; k < 2 * (from + count); k++) {
                items[k] = items[2 * source + (k & 1)];
                }
                }
                """ : """
                @Override public void fill(int from, int count, int source) {
                Arrays.fill(items, from, from + count, items[source]);
                }
                """);
        if (isReference()) {
            accessors(out, "reference", "Object value", "items[index]", "items[index] = value;");
        } else {
            numbers(out, many);
        }
        return out.text("}").toString();
    }

    private void numbers(JavaSource out, String many) {
        JavaType type = isVector() ? JavaType.I64 : JavaType.of(value);
        accessors(out, "number", "long bits", type.cell("items[" + many + "index]"),
                "items[" + many + "index] = " + (isPacked() ? "(" + item + ") bits" : type.fromCell("bits")) + ";");
        if (isVector()) {
            accessors(out, "high", "long bits", "items[2 * index + 1]", "items[2 * index + 1] = bits;");
        }
        String buffer = item.equals("byte") ? "" : "order(ByteOrder.LITTLE_ENDIAN).as"
                + Character.toUpperCase(item.charAt(0)) + item.substring(1) + "Buffer().";
        String bytes = item.equals("byte") ? "count" : many + "count * " + (item.equals("int") ? "Integer"
                : Character.toUpperCase(item.charAt(0)) + item.substring(1)) + ".BYTES";
        out.text("""
                @Override public void read(byte[] bytes, int from, int to, int count) {
                ByteBuffer.wrap(bytes, from, %1$s).%2$sget(items, %3$sto, %3$scount);
                }
                """.formatted(bytes, buffer, many));
    }

    private static void accessors(JavaSource out, String method, String parameter, String read, String write) {
        out.text("""
                @Override public %2$s %1$s(int index) {
                return %4$s;
                }
                @Override public void %1$s(int index, %2$s %3$s) {
                %5$s
                }
                """.formatted(method, parameter.substring(0, parameter.indexOf(' ')),
                parameter.substring(parameter.indexOf(' ') + 1), read, write));
    }
}
