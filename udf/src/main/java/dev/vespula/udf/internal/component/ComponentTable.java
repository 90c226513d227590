package dev.vespula.udf.internal.component;

import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.internal.memory.GuestMemory;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.TableBody;
import java.util.List;

/** A function whose list is rows: of records, or of one column. */
record ComponentTable(ComponentCall function, CallCore call) implements TableBody {
    @Override
    public void run(RowBuffer row, RowSink sink) {
        Object returned = function.call(row);
        if (returned instanceof byte[] bytes) {
            for (byte value : bytes) {
                sink.number(0, value & 0xff);
                sink.endRow();
            }
            return;
        }
        List<Field> columns = call.function().columns();
        boolean isOfStructs = !columns.get(0).name().isEmpty();
        for (Object element : (List<?>) returned) {
            for (int i = 0; i < columns.size(); i++) {
                put(isOfStructs ? ((List<?>) element).get(i) : element, i, columns.get(i), sink);
            }
            sink.endRow();
        }
    }

    private void put(Object value, int column, Field field, RowSink sink) {
        if (value == null) {
            sink.isNull(column);
        } else if (!field.type().isFlat()) {
            sink.object(column, value);
        } else if (field.type().flat().storage() == FlatType.Storage.BYTES) {
            byte[] bytes = ComponentCall.bytes(value);
            GuestMemory.checkValue(bytes.length, call.task().limits());
            sink.bytes(column, bytes, 0, bytes.length);
        } else {
            sink.number(column, ComponentCall.bits(value));
        }
    }
}
