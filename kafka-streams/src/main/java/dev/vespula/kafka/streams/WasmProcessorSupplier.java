package dev.vespula.kafka.streams;

import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.WasmUdfs;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Processors of Kafka Streams that call a function of a WebAssembly module for each record, and forward what it returns as the value of the
 * record. Of a scalar function null forwards nothing; a table function forwards a record for each of its rows.
 *
 * <pre>{@code
 * WasmUdfs udfs = WasmUdfs.of(bytes).declare("slug(string) -> string?");
 * stream.process(WasmProcessorSupplier.<String, String, String>of(udfs, "slug")).to("slugs");
 * }</pre>
 *
 * <p>A table function with several columns forwards {@linkplain java.util.List lists} of them. Each task of Kafka Streams has an instance
 * of its own. If the function fails at a record, the processor throws the {@link UdfException}, and the handler for processing exceptions
 * decides; with {@link WasmUdfs#onError} the record is left out instead. Immutable and thread-safe.
 *
 * @param <K> the type of keys
 * @param <I> the type of values
 * @param <O> the type of what the function returns, as {@link dev.vespula.udf.RowCall#call} has it
 */
public final class WasmProcessorSupplier<K, I, O> implements ProcessorSupplier<K, I, K, O> {
    private final WasmUdfs udfs;
    private final Signature signature;
    private final Function<Record<K, I>, @Nullable Object[]> arguments;

    private WasmProcessorSupplier(WasmUdfs udfs, Signature signature, Function<Record<K, I>, @Nullable Object[]> arguments) {
        this.udfs = udfs;
        this.signature = signature;
        this.arguments = arguments;
    }

    /**
     * Calls a function with the value of each record.
     *
     * @throws UdfException with {@link UdfErrorKind#UNKNOWN_FUNCTION} if there is no such function, or it is an aggregate
     */
    public static <K, I, O> WasmProcessorSupplier<K, I, O> of(WasmUdfs udfs, String function) {
        return of(udfs, function, record -> new Object[] {record.value()});
    }

    /** As {@link #of(WasmUdfs, String)}, with arguments that are taken from the record. */
    public static <K, I, O> WasmProcessorSupplier<K, I, O> of(WasmUdfs udfs, String function,
            Function<Record<K, I>, @Nullable Object[]> arguments) {
        Signature signature = udfs.function(function).signature();
        if (signature.kind() == FunctionKind.AGGREGATE) {
            throw new UdfException(UdfErrorKind.UNKNOWN_FUNCTION, function,
                    "is an aggregate; there are processors for functions of rows");
        }
        return new WasmProcessorSupplier<>(udfs, signature, Objects.requireNonNull(arguments, "arguments"));
    }

    @Override
    public Processor<K, I, K, O> get() {
        return new WasmProcessor<>(udfs, signature, arguments);
    }
}
