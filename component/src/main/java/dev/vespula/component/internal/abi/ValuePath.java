package dev.vespula.component.internal.abi;

/** The place of a value within another, for messages: {@code .items[3].name}. Made only where something is wrong, or near. */
public final class ValuePath {
    private final ValuePath outer;
    private final String name;
    private final int index;

    private ValuePath(ValuePath outer, String name, int index) {
        this.outer = outer;
        this.name = name;
        this.index = index;
    }

    /** An argument or result. */
    public static ValuePath of(String name) {
        return new ValuePath(null, name, -1);
    }

    /** A field of what is here. */
    public ValuePath field(String field) {
        return new ValuePath(this, field, -1);
    }

    /** An element of what is here. */
    public ValuePath element(int element) {
        return new ValuePath(this, null, element);
    }

    /** What is here is not what is wanted. */
    public IllegalArgumentException wrong(Object value, String wanted) {
        return new IllegalArgumentException(this + ": " + (value == null ? "null"
                : "a " + value.getClass().getName()) + " is no " + wanted);
    }

    /** What is here cannot be. */
    public IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException(this + ": " + message);
    }

    @Override
    public String toString() {
        if (outer == null) {
            return name;
        }
        return outer + (name == null ? "[" + index + "]" : "." + name);
    }
}
