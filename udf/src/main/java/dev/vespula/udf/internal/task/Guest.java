package dev.vespula.udf.internal.task;

/** An instance of a module of functions. Used by one thread at a time. */
public interface Guest {
    /** A scalar function of it. */
    ScalarBody scalar(CallCore call);

    /** A table function of it. */
    TableBody table(CallCore call);

    /** An aggregate function of it. */
    AggregateBody aggregate(CallCore call);
}
