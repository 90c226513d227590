package dev.vespula.component;

/**
 * A value of a {@code result} type: success or failure.
 *
 * @param <T> class of what success gives; {@code Void} where there is nothing
 * @param <E> class of what failure gives
 */
public sealed interface Result<T, E> {

    /** Success; the value is null where the type has none. */
    record Ok<T, E>(T value) implements Result<T, E> {}

    /** Failure; the value is null where the type has none. */
    record Err<T, E>(E value) implements Result<T, E> {}

    /** Success. */
    static <T, E> Result<T, E> ok(T value) {
        return new Ok<>(value);
    }

    /** Failure. */
    static <T, E> Result<T, E> err(E value) {
        return new Err<>(value);
    }

    /** Whether it is success. */
    default boolean isOk() {
        return this instanceof Ok;
    }
}
