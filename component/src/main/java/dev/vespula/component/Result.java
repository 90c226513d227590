package dev.vespula.component;

import org.jspecify.annotations.Nullable;

/**
 * A value of a {@code result} type: success or failure.
 *
 * <pre>{@code
 * Result<Long, String> price = Result.ok(250L);
 * if (price instanceof Result.Ok<Long, String> ok) {
 *     System.out.println("costs " + ok.value());
 * } else if (price instanceof Result.Err<Long, String> failed) {
 *     System.out.println("failed: " + failed.value());
 * }
 * }</pre>
 *
 * @param <T> class of what success gives; {@code Void} where there is nothing
 * @param <E> class of what failure gives
 */
public sealed interface Result<T extends @Nullable Object, E extends @Nullable Object> {

    /** Success; the value is null where the type has none. */
    record Ok<T extends @Nullable Object, E extends @Nullable Object>(T value) implements Result<T, E> {}

    /** Failure; the value is null where the type has none. */
    record Err<T extends @Nullable Object, E extends @Nullable Object>(E value) implements Result<T, E> {}

    /** Success. */
    static <T extends @Nullable Object, E extends @Nullable Object> Result<T, E> ok(T value) {
        return new Ok<>(value);
    }

    /** Failure. */
    static <T extends @Nullable Object, E extends @Nullable Object> Result<T, E> err(E value) {
        return new Err<>(value);
    }

    /** Whether it is success. */
    default boolean isOk() {
        return this instanceof Ok;
    }
}
