package dev.vespula.flink;

import dev.vespula.flink.internal.guest.SideOutput;
import dev.vespula.flink.internal.guest.Turn;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** An event or a timer with what Flink hands over along with it. One for an operator, set anew for each. */
final class FlinkTurn<K, I, O> implements Turn {
    private static final byte[] NO_BYTES = {};

    private final EventType<O> out;
    private final Map<Integer, SideOutput<?>> outputs;
    private KeyedProcessFunction<K, I, O>.@Nullable Context context;
    private @Nullable Collector<O> collector;
    private int kind;
    private long time;
    private byte[] bytes = NO_BYTES;

    FlinkTurn(EventType<O> out, Map<Integer, SideOutput<?>> outputs) {
        this.out = out;
        this.outputs = outputs;
    }

    void event(byte[] event, KeyedProcessFunction<K, I, O>.Context now, Collector<O> to) {
        Long timestamp = now.timestamp();
        begin(EVENT, timestamp == null ? NO_TIME : timestamp, event, now, to);
    }

    void timer(long at, boolean isEventTime, KeyedProcessFunction<K, I, O>.Context now, Collector<O> to) {
        begin(isEventTime ? EVENT_TIMER : PROCESSING_TIMER, at, NO_BYTES, now, to);
    }

    private void begin(int what, long when, byte[] event, KeyedProcessFunction<K, I, O>.Context now, Collector<O> to) {
        kind = what;
        time = when;
        bytes = event;
        context = now;
        collector = to;
    }

    /** Keeps nothing of Flink's. */
    void end() {
        context = null;
        collector = null;
        bytes = NO_BYTES;
    }

    @Override
    public int kind() {
        return kind;
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    private TimerService timers() {
        return Objects.requireNonNull(context).timerService();
    }

    @Override
    public long watermark() {
        return timers().currentWatermark();
    }

    @Override
    public void setTimer(int which, long at) {
        if (which == EVENT_TIMER) {
            timers().registerEventTimeTimer(at);
        } else {
            timers().registerProcessingTimeTimer(at);
        }
    }

    @Override
    public void deleteTimer(int which, long at) {
        if (which == EVENT_TIMER) {
            timers().deleteEventTimeTimer(at);
        } else {
            timers().deleteProcessingTimeTimer(at);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the import is an i64 where outputs are
    public void emit(long value) {
        collect((O) (Long) value);
    }

    @Override
    @SuppressWarnings("unchecked") // the import is an f64 where outputs are
    public void emit(double value) {
        collect((O) (Double) value);
    }

    @Override
    public void emit(byte[] value) {
        collect(out.value(value));
    }

    private void collect(O value) {
        Objects.requireNonNull(collector).collect(value);
    }

    @Override
    public void emitTo(int number, byte[] value) {
        SideOutput<?> output = outputs.get(number);
        if (output == null) {
            throw new GuestException(GuestErrorKind.PROTOCOL, "there is no side output " + Integer.toUnsignedString(number)
                    + "; there are "
                    + outputs.keySet());
        }
        emitTo(output, value);
    }

    private <S> void emitTo(SideOutput<S> output, byte[] value) {
        Objects.requireNonNull(context).output(output.tag(), output.value(value));
    }
}
