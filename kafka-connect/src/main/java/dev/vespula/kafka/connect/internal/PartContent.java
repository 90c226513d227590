package dev.vespula.kafka.connect.internal;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** The value or the key, in a format. The function is not called for nulls. */
record PartContent(RecordPart part, ValueFormat format) implements RecordContent {
    @Override
    public boolean isText() {
        return format.isText();
    }

    @Override
    public byte @Nullable [] of(ConnectRecord<?> record) {
        Object value = part.of(record);
        return value == null ? null : format.bytes(record.topic(), part.schema(record), value);
    }

    @Override
    public <R extends ConnectRecord<R>> R replaced(R record, byte[] result) {
        return part.replaced(record, format.value(record.topic(), part.schema(record), part.of(record), result));
    }
}
