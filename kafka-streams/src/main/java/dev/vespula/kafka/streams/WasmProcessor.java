package dev.vespula.kafka.streams;

import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.RowCall;
import dev.vespula.udf.Signature;
import dev.vespula.udf.TableCall;
import dev.vespula.udf.TableResult;
import dev.vespula.udf.UdfTask;
import dev.vespula.udf.WasmUdfs;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The processor of a task. */
final class WasmProcessor<K, I, O> implements Processor<K, I, K, O> {
    private final WasmUdfs udfs;
    private final Signature signature;
    private final Function<Record<K, I>, @Nullable Object[]> arguments;
    private @Nullable ProcessorContext<K, O> context;
    private @Nullable UdfTask task;
    private @Nullable RowCall scalar;
    private @Nullable TableCall table;

    WasmProcessor(WasmUdfs udfs, Signature signature, Function<Record<K, I>, @Nullable Object[]> arguments) {
        this.udfs = udfs;
        this.signature = signature;
        this.arguments = arguments;
    }

    @Override
    public void init(ProcessorContext<K, O> to) {
        context = to;
        task = udfs.newTask();
        if (signature.kind() == FunctionKind.TABLE) {
            table = task.tableCall(signature.name());
        } else {
            scalar = task.rowCall(signature.name());
        }
    }

    @Override
    public void process(Record<K, I> record) {
        @Nullable
        Object[] values = arguments.apply(record);
        if (scalar != null) {
            Object result = scalar.call(values);
            if (result != null) {
                forward(record, result);
            }
            return;
        }
        TableResult rows = Objects.requireNonNull(table).call(values);
        for (int i = 0; i < rows.size(); i++) {
            List<@Nullable Object> row = rows.row(i);
            forward(record, row.size() == 1 ? row.get(0) : row);
        }
    }

    @SuppressWarnings("unchecked") // who made the supplier says what the function returns
    private void forward(Record<K, I> record, @Nullable Object value) {
        Objects.requireNonNull(context).forward(record.withValue((O) value));
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
            task = null;
        }
    }
}
