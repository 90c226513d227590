package dev.vespula.udf.internal.task;

/** How fuel is counted. */
enum Metering {
    /** The engine does not count. */
    NONE,
    /** Rows have no limit of their own: the store has what is left to the task. */
    TASK,
    /** The store is given fuel for each row, which costs 2 to 5 ns. */
    ROW
}
