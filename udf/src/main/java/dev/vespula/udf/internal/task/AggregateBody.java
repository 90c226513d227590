package dev.vespula.udf.internal.task;

/**
 * An aggregate function of one instance. States are what {@link #init} returned, or what has taken its place since. Throws what a
 * {@link ScalarBody} does.
 */
public interface AggregateBody {
    Object init();

    /** Adds a row; the state from now on. */
    Object update(Object state, RowBuffer row);

    /** Adds another state, which is not used any more; the state from now on. */
    Object merge(Object state, Object other);

    /** Puts the result into the row. */
    void result(Object state, RowBuffer row);

    byte[] save(Object state);

    Object load(byte[] bytes);

    void drop(Object state);

    /** Whether states live in the instance, and end with it. */
    boolean keepsStates();
}
