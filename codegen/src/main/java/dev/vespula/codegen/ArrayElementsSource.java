package dev.vespula.codegen;

/** Writes the class {@code ArrayElements}: reading and changing elements of arrays, for compiled code. */
final class ArrayElementsSource {
    private ArrayElementsSource() {}

    static String source() {
        JavaSource out = new JavaSource("dev.vespula.internal.operations").imports("dev.vespula.internal.limits.Account",
                "dev.vespula.internal.objects.*");
        out.line("/**");
        out.line(" * Elements of arrays; what is named after a kind of elements works on arrays of that kind. Null and");
        out.line(" * indices out of bounds are traps. Ranges check first, then charge, then act.");
        out.line(" */");
        out.text("""
                public final class ArrayElements {
                private ArrayElements() {
                }
                private static void check(int index, int length) {
                if (index < 0 || index >= length) {
                throw ArrayObject.outOfBounds();
                }
                }
                public static ArrayObject nonNull(Object array) {
                if (array == null) {
                throw NullObject.array();
                }
                return (ArrayObject) array;
                }
                public static int length(Object array) {
                return nonNull(array).length();
                }
                """);
        for (ArrayKind kind : ArrayKind.ALL) {
            String halves = kind.isVector() ? "low, long high" : "value";
            String set = kind.isVector() ? "items[2 * index] = low;\nitems[2 * index + 1] = high;"
                    : "items[index] = " + kind.stored("value") + ";";
            out.text("""
                    private static %2$s[] items%1$s(Object array, int index) {
                    if (array == null) {
                    throw NullObject.array();
                    }
                    %2$s[] items = ((Array%1$s) array).items;
                    check(index, items.length%3$s);
                    return items;
                    }
                    public static void set%1$s(Object array, int index, %4$s %5$s) {
                    %2$s[] items = items%1$s(array, index);
                    %6$s
                    }
                    public static ArrayObject make%1$s(Account store, %4$s %5$s, int length, ObjectType type) {
                    ArrayObject made = ArrayOperations.make(store, type, length);
                    if (length != 0) {
                    set%1$s(made, 0, %7$s);
                    made.spread();
                    }
                    return made;
                    }
                    public static void fill%1$s(Object array, int from, %4$s %5$s, int length, Account store) {
                    ArrayObject filled = nonNull(array);
                    if (ArrayOperations.beginFill(store, filled, from, length)) {
                    set%1$s(filled, from, %7$s);
                    ArrayOperations.spread(filled, from, length);
                    }
                    }
                    """.formatted(kind.name(), kind.item(), kind.isVector() ? " >> 1" : "", kind.java(), halves, set,
                    kind.isVector() ? "low, high" : "value"));
            out.text(kind.isVector() ? """
                    public static long lowV128(Object array, int index) {
                    return itemsV128(array, index)[2 * index];
                    }
                    public static long highV128(Object array, int index) {
                    return itemsV128(array, index)[2 * index + 1];
                    }
                    """ : """
                    public static %2$s get%1$s(Object array, int index) {
                    return items%1$s(array, index)[index];
                    }
                    """.formatted(kind.name(), kind.item()));
        }
        return out.text("}").toString();
    }
}
