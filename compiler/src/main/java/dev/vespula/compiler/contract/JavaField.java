package dev.vespula.compiler.contract;

/**
 * A field that generated code reads or writes.
 *
 * @param isStatic whether it is one of the class
 * @param owner    its class
 * @param name     its name
 * @param type     descriptor of its type
 */
public record JavaField(boolean isStatic, String owner, String name, String type) {
    /** A static field. */
    public static JavaField ofStatic(String owner, String name, String type) {
        return new JavaField(true, owner, name, type);
    }

    /** A field of an object. */
    public static JavaField ofObject(String owner, String name, String type) {
        return new JavaField(false, owner, name, type);
    }

    /** Descriptor of the integers of so many bytes. */
    public static char integer(int bytes) {
        return "BSIJ".charAt(Integer.numberOfTrailingZeros(bytes));
    }

    /** Java slots of its value. */
    public int size() {
        return size(type.charAt(0));
    }

    /** Java slots of a value, by the first character of its descriptor. */
    static int size(char type) {
        return switch (type) {
            case 'V' -> 0;
            case 'J', 'D' -> 2;
            default -> 1;
        };
    }
}
