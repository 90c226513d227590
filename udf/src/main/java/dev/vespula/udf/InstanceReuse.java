package dev.vespula.udf;

/** What becomes of an instance when its task ends. */
public enum InstanceReuse {
    /** Every task begins with an instance that nobody has used: results and fuel of a task depend on its rows alone. */
    NEVER,
    /**
     * Instances go from task to task as they are, for modules that take long to begin. What a function has kept in its memory is seen
     * by the tasks that come after it. An instance that has trapped is not used again.
     */
    BETWEEN_TASKS
}
