package dev.vespula.udf;

/**
 * What becomes of a row at which a function fails. Fuel of the task that is used up, an interrupted task and a module that cannot be
 * instantiated fail the task whatever is chosen here.
 */
public enum OnError {
    /** The call throws an {@link UdfException}, and the task with it. */
    FAIL,
    /** The result of the row is null. */
    NULL,
    /** The result of the row is null, and a {@link RowError} goes to whom {@link UdfTask#sideOutput} names. */
    SIDE_OUTPUT
}
