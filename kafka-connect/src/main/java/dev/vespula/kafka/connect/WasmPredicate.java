package dev.vespula.kafka.connect;

import dev.vespula.kafka.connect.internal.RecordFunction;
import dev.vespula.kafka.connect.internal.Settings;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.RowCall;
import dev.vespula.udf.UdfException;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A predicate of Kafka Connect that calls a function of a WebAssembly module for the value or the key of each record. Nulls are false; a
 * record at which the function fails is a {@link DataException}.
 *
 * <pre>{@code
 * predicates=wanted
 * predicates.wanted.type=dev.vespula.kafka.connect.WasmPredicate
 * predicates.wanted.module=/opt/functions/wanted.wasm
 * predicates.wanted.function=is_wanted
 * }</pre>
 *
 * @param <R> the type of records
 */
public final class WasmPredicate<R extends ConnectRecord<R>> implements Predicate<R> {
    private static final ConfigDef DEFINITION = Settings.ofPredicate();

    private @Nullable Settings settings;
    private @Nullable RecordFunction function;

    /** For Connect, which configures it afterwards. */
    public WasmPredicate() {}

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
        function = new RecordFunction(settings, settings.content().isText() ? "(string) -> boolean" : "(binary) -> boolean",
                FlatType.Storage.INT,
                System::nanoTime);
    }

    @Override
    public boolean test(R record) {
        byte[] bytes = settings.content().of(record);
        if (bytes == null) {
            return false;
        }
        try {
            RowCall call = function.call().setBytes(0, bytes);
            return call.run() && call.getInt() != 0;
        } catch (UdfException e) {
            throw e.kind().isOfRow() ? new DataException(e.getMessage(), e) : new ConnectException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (function != null) {
            function.close();
        }
    }
}
