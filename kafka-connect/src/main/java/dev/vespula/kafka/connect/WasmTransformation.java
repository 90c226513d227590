package dev.vespula.kafka.connect;

import dev.vespula.kafka.connect.internal.RecordContent;
import dev.vespula.kafka.connect.internal.RecordFunction;
import dev.vespula.kafka.connect.internal.Settings;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * A transformation of Kafka Connect that calls a function of a WebAssembly module for the value or the key of each record. What it
 * returns takes the place of what it got; null drops the record. Nulls, as tombstones are, pass. With {@code format=record} the function
 * gets all of the record, with topic, partition, timestamp and headers, and may change each of them.
 *
 * <pre>{@code
 * transforms=clean
 * transforms.clean.type=dev.vespula.kafka.connect.WasmTransformation
 * transforms.clean.module=/opt/functions/clean.wasm
 * transforms.clean.function=clean
 * transforms.clean.format=json
 * transforms.clean.on.error=fail
 * }</pre>
 *
 * <p>A record at which the function fails is a {@link DataException} with {@code on.error=fail}, which Connect handles as
 * {@code errors.tolerance} says; so it may go to a dead letter queue.
 *
 * @param <R> the type of records
 */
public final class WasmTransformation<R extends ConnectRecord<R>> implements Transformation<R> {
    private static final ConfigDef DEFINITION = Settings.ofTransformation();

    private @Nullable Settings settings;
    private @Nullable RecordFunction function;

    /** For Connect, which configures it afterwards. */
    public WasmTransformation() {}

    @Override
    public ConfigDef config() {
        return DEFINITION;
    }

    /**
     * Loads the module.
     *
     * @throws org.apache.kafka.common.config.ConfigException if something is not as it must be, or the module cannot be used
     */
    @Override
    public void configure(Map<String, ?> properties) {
        settings = Settings.of(DEFINITION, properties);
        function = new RecordFunction(settings, settings.content().isText() ? "(string) -> string?" : "(binary) -> binary?",
                FlatType.Storage.BYTES,
                System::nanoTime);
    }

    @Override
    public @Nullable R apply(R record) {
        RecordContent content = settings.content();
        try {
            byte[] bytes = content.of(record);
            if (bytes == null) {
                return record;
            }
            byte[] result = function.call().callBytes(bytes, 0, bytes.length);
            return result == null ? null : content.replaced(record, result);
        } catch (UdfException e) {
            if (!e.kind().isOfRow()) {
                throw new ConnectException(e.kind() == UdfErrorKind.INTERRUPTED ? "the task was stopped" : e.getMessage(), e);
            }
            return failed(record, new DataException(e.getMessage(), e));
        } catch (DataException e) {
            return failed(record, e);
        }
    }

    private @Nullable R failed(R record, DataException error) {
        return switch (settings.onError()) {
            case FAIL -> throw error;
            case DROP -> null;
            case PASS -> record;
        };
    }

    @Override
    public void close() {
        if (function != null) {
            function.close();
        }
    }
}
