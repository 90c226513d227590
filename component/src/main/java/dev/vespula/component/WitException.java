package dev.vespula.component;

import org.jspecify.annotations.Nullable;

/**
 * The error of a function whose result is a {@code result}: thrown by methods that are bound to such functions, and by host
 * objects that implement them. A method may declare an exception of the program's own instead: one class in {@code throws} with
 * a constructor that takes the error, and a method {@code payload()} that returns it.
 *
 * <pre>{@code
 * enum Problem { UNKNOWN, SOLD_OUT }
 * record Item(String name, long price) {}
 * interface Shop {
 *     @WitError(Problem.class)
 *     @WitName("order")
 *     Item buy(String name, int count);
 * }
 *
 * Shop shop = componentInstance.instance("my:app/shop@1.0.0").exports(Shop.class);
 * try {
 *     shop.buy("tea", 100);
 * } catch (WitException e) {
 *     System.out.println("no tea: " + e.payload(Problem.class));
 * }
 * }</pre>
 */
public class WitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object payload;

    /**
     * An error.
     *
     * @param payload as a Java value of the type of the error; null if it has none
     */
    public WitException(@Nullable Object payload) {
        super(payload == null ? "the function failed" : "the function failed: " + payload);
        this.payload = payload;
    }

    /** The error; null if its type has no value. */
    public @Nullable Object payload() {
        return payload;
    }

    /**
     * The error as an object of a class.
     *
     * @throws ClassCastException if it is none
     */
    public <E> @Nullable E payload(Class<E> type) {
        return type.cast(payload);
    }
}
