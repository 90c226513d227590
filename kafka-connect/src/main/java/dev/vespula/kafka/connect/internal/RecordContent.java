package dev.vespula.kafka.connect.internal;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** What of a record a function gets, and what its result changes. For one thread. */
public sealed interface RecordContent permits PartContent, WholeRecord {
    /** Whether the function gets text. */
    boolean isText();

    /**
     * What the function gets; null for a record that it is not called for.
     *
     * @throws org.apache.kafka.connect.errors.DataException if the record cannot be written so
     */
    byte @Nullable [] of(ConnectRecord<?> record);

    /**
     * The record, changed as a result of the function says.
     *
     * @throws org.apache.kafka.connect.errors.DataException if it says nothing that is understood
     */
    <R extends ConnectRecord<R>> R replaced(R record, byte[] result);
}
