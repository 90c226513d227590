package dev.vespula.component;

/**
 * The error of a function whose result is a {@code result}: thrown by methods that are bound to such functions, and by host
 * objects that implement them. A method may declare an exception of the program's own instead: one class in {@code throws} with
 * a constructor that takes the error, and a method {@code payload()} that returns it.
 */
public class WitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object payload;

    /**
     * An error.
     *
     * @param payload as a Java value of the type of the error; null if it has none
     */
    public WitException(Object payload) {
        super(payload == null ? "the function failed" : "the function failed: " + payload);
        this.payload = payload;
    }

    /** The error; null if its type has no value. */
    public Object payload() {
        return payload;
    }

    /**
     * The error as an object of a class.
     *
     * @throws ClassCastException if it is none
     */
    public <E> E payload(Class<E> type) {
        return type.cast(payload);
    }
}
