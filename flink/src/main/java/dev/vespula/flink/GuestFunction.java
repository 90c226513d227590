package dev.vespula.flink;

import dev.vespula.flink.internal.guest.GuestIdentity;
import dev.vespula.flink.internal.guest.GuestMeters;
import dev.vespula.flink.internal.guest.GuestModule;
import dev.vespula.flink.internal.guest.GuestRunner;
import dev.vespula.flink.internal.guest.GuestState;
import dev.vespula.flink.internal.guest.GuestStateSerializer;
import dev.vespula.flink.internal.guest.SideOutput;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * A program for each key, whose loop waits for the key's next event: a WebAssembly module that exports {@code run} and calls the imported
 * {@code events.next}. While it waits, the suspended call is keyed state: it is in checkpoints and savepoints, comes back after a failure,
 * and goes along when keys are spread anew. What the program keeps in local variables, globals and memory is exact.
 *
 * <pre>{@code
 * GuestFunction<Long, Long, Long> totals = GuestFunction.<Long, Long, Long>of(bytes, EventType.I64, EventType.I64)
 *         .limits(l -> l.fuelPerEvent(100_000).memory(1 << 20));
 * DataStream<Long> sums = events.keyBy(event -> event % 100).process(totals);
 * }</pre>
 *
 * <p>The guest's imports, all of the module {@code events}:
 * <ul>
 * <li>{@code next} waits for an event, or a timer, and returns it: an {@code i64} or {@code f64}; or as {@code i32} how many bytes it has;
 * 0 for timers;
 * <li>{@code read(to, from, length)}, all {@code i32}: copies bytes of the event into the memory that is exported as {@code memory};
 * <li>{@code emit} gives an output: an {@code i64}, an {@code f64}, or address and length as {@code i32};
 * <li>{@code emit_to(output, address, length)}, all {@code i32}: the same, for a {@linkplain #sideOutput side output};
 * <li>{@code kind} returns an {@code i32}: 0 for an event, 1 for a timer of event time, 2 of processing time;
 * <li>{@code time} returns an {@code i64}: the timestamp of the event in milliseconds, the smallest number if it has none, or the time of the
 * timer; {@code watermark} the present watermark;
 * <li>{@code set_timer(kind, time)} and {@code delete_timer(kind, time)}, an {@code i32} and an {@code i64}.
 * </ul>
 *
 * <p>A guest is started when the first event of its key comes: what it does before its first {@code next} belongs to that event. If
 * {@code run} returns, the guest is over, and the next event starts another. Timers do not start guests; those of a guest that is over
 * come to the one that is there then.
 *
 * <p>Immutable; methods that change something return a changed copy. For keyed streams only. State of another module is refused, see
 * {@link GuestErrorKind#OTHER_MODULE}. With a backend that keeps state as objects on the heap ({@code hashmap}) an event costs a
 * microsecond or two; with one that writes at every access (RocksDB) the guest is saved and restored at every event, which costs 100 of them.
 *
 * @param <K> the type of keys
 * @param <I> the type of the stream's elements
 * @param <O> the type of outputs
 */
public final class GuestFunction<K, I, O> extends KeyedProcessFunction<K, I, O> implements ResultTypeQueryable<O> {
    private static final long serialVersionUID = 1;
    private static final String STATE = "vespula-guest";
    private static final byte[] NO_BYTES = {};

    private final byte[] bytes;
    private final GuestIdentity identity;
    private final Input<I, ?> in;
    private final EventType<O> out;
    private final Settings settings;

    private transient @Nullable ValueState<GuestState> state;
    private transient @Nullable GuestRunner runner;
    private transient @Nullable FlinkTurn<K, I, O> turn;

    /** What may be others when the state is restored. */
    private record Settings(
            GuestLimits limits, int live, @Nullable OutputTag<GuestFailure> failures, TreeMap<Integer, SideOutput<?>> outputs)
            implements
                Serializable {}

    /** How stream elements become what guests get. */
    private record Input<I, E>(EventType<E> type, MapFunction<I, E> value) implements Serializable {
        byte[] bytes(E event) {
            return type.isNumber() ? NO_BYTES : type.bytes(event);
        }
    }

    private GuestFunction(byte[] bytes, GuestIdentity identity, Input<I, ?> in, EventType<O> out, Settings settings) {
        this.bytes = bytes;
        this.identity = identity;
        this.in = in;
        this.out = out;
        this.settings = settings;
    }

    /**
     * A function whose guests are instances of a module.
     *
     * @param bytes a core module; copied
     * @param in    what events are
     * @param out   what outputs are
     * @throws GuestException with {@link GuestErrorKind#MODULE} if the module is not valid, or not such a guest
     */
    public static <K, I, O> GuestFunction<K, I, O> of(byte[] bytes, EventType<I> in, EventType<O> out) {
        return of(bytes, in, event -> event, out);
    }

    /**
     * As {@link #of(byte[], EventType, EventType)}, for streams of other things.
     *
     * @param event what the guest gets of an element of the stream
     */
    public static <K, I, E, O> GuestFunction<K, I, O> of(byte[] bytes, EventType<E> in, MapFunction<I, E> event,
            EventType<O> out) {
        byte[] own = bytes.clone();
        String digest = GuestModule.digest(own);
        GuestModule.check(GuestModule.find(digest, own), in, out);
        return new GuestFunction<>(own, new GuestIdentity(digest, GuestModule.settings()), new Input<>(in, event), out,
                new Settings(GuestLimits.standard(), 1_000, null, new TreeMap<>()));
    }

    /** Changes the limits. */
    public GuestFunction<K, I, O> limits(UnaryOperator<GuestLimits> change) {
        GuestLimits limits = Objects.requireNonNull(change.apply(settings.limits), "limits");
        return with(new Settings(limits, settings.live, settings.failures, settings.outputs));
    }

    /**
     * How many guests of a subtask stay in memory between events, 1,000 unless told; each takes 64 KiB at least. Others are bytes, some 4 KiB
     * for a small guest, until their next event, which costs 100 microseconds then.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public GuestFunction<K, I, O> live(int guests) {
        if (guests < 1) {
            throw new IllegalArgumentException(guests + " live guests");
        }
        return with(new Settings(settings.limits, guests, settings.failures, settings.outputs));
    }

    /**
     * Where guests are reported that fail: such a guest is given up, and the next event of its key starts another. Otherwise the job fails.
     * What it had emitted before for the same event stays emitted. A cancelled task and state of another module fail the job in any case.
     */
    public GuestFunction<K, I, O> failures(OutputTag<GuestFailure> tag) {
        return with(new Settings(settings.limits, settings.live, Objects.requireNonNull(tag, "tag"), settings.outputs));
    }

    /**
     * Says where {@code emit_to} puts what it is given under a number. A number that is not defined is a failure of the guest.
     *
     * @throws IllegalArgumentException if the type is one of numbers, or the number is taken
     */
    public <S> GuestFunction<K, I, O> sideOutput(int number, OutputTag<S> tag, EventType<S> type) {
        if (type.isNumber() || settings.outputs.containsKey(number)) {
            throw new IllegalArgumentException(type.isNumber() ? "side outputs are bytes or strings" : "two side outputs "
                    + number);
        }
        TreeMap<Integer, SideOutput<?>> outputs = new TreeMap<>(settings.outputs);
        outputs.put(number, new SideOutput<>(Objects.requireNonNull(tag, "tag"), type));
        return with(new Settings(settings.limits, settings.live, settings.failures, outputs));
    }

    private GuestFunction<K, I, O> with(Settings changed) {
        return new GuestFunction<>(bytes, identity, in, out, changed);
    }

    /** SHA-256 of the module, in hexadecimal digits. */
    public String digest() {
        return identity.digest();
    }

    @Override
    public TypeInformation<O> getProducedType() {
        return out.typeInformation();
    }

    // ---- what Flink calls

    @Override
    public void open(OpenContext context) throws Exception {
        MetricGroup group = getRuntimeContext().getMetricGroup();
        turn = new FlinkTurn<>(out, Map.copyOf(settings.outputs));
        runner = new GuestRunner(GuestModule.find(identity.digest(), bytes), in.type, out, settings.limits, settings.live, turn,
                new GuestMeters(group));
        group.gauge("wasmGuestsLive", runner::live);
        state = getRuntimeContext().getState(new ValueStateDescriptor<>(STATE, new GuestStateSerializer(identity)));
    }

    @Override
    public void processElement(I element, Context context, Collector<O> collector) throws Exception {
        process(in, element, context, collector);
    }

    private <E> void process(Input<I, E> input, I element, Context context, Collector<O> collector) throws Exception {
        E event = Objects.requireNonNull(input.value.map(element), "an event that is null");
        byte[] content = input.bytes(event);
        turn.event(content, context, collector);
        deliver(state.value(), input.type.isNumber() ? event : (Object) content.length, context);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<O> collector) throws Exception {
        GuestState guest = state.value();
        if (guest != null) {
            turn.timer(time, context.timeDomain() == TimeDomain.EVENT_TIME, context, collector);
            deliver(guest, in.type.none(), context);
        }
    }

    private void deliver(@Nullable GuestState guest, Object event, Context context) throws Exception {
        try {
            GuestState waiting = runner.deliver(guest, event);
            if (waiting == null) {
                state.clear();
            } else {
                state.update(waiting);
                runner.afterUpdate(waiting);
            }
        } catch (GuestException e) {
            String key = String.valueOf(context.getCurrentKey());
            if (settings.failures == null || !e.kind().isOfKey()) {
                throw new GuestException(e.kind(), "key " + key + ": " + e.getMessage(), e);
            }
            state.clear();
            context.output(settings.failures, new GuestFailure(key, e.kind(), e.getMessage()));
        } finally {
            turn.end();
        }
    }
}
