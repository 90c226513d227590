package dev.vespula.flink;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;

/** What an event costs on heap state, beside a function that keeps the sum in state itself; no test, and run by hand. */
final class GuestCost {
    private static final int KEYS = 500;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private GuestCost() {}

    /** The same in Java. */
    private static final class InJava extends KeyedProcessFunction<Long, Tuple2<Long, Long>, Long> {
        private transient ValueState<Long> sum;

        @Override
        public void open(OpenContext context) {
            sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
        }

        @Override
        public void processElement(Tuple2<Long, Long> event, Context context, Collector<Long> out) throws Exception {
            Long known = sum.value();
            sum.update((known == null ? 0 : known) + event.f1);
        }
    }

    public static void main(String[] args) throws Exception {
        for (int round = 0; round < 5; round++) {
            System.out.printf(Locale.ROOT,
                    "ns per event: Java %.0f, guest %.0f, guest with a checkpoint every 100,000 events %.0f%n",
                    measure(new InJava(), Integer.MAX_VALUE), measure(Guests.sums(), Integer.MAX_VALUE), measure(Guests.sums(),
                            100_000));
        }
    }

    private static double measure(KeyedProcessFunction<Long, Tuple2<Long, Long>, Long> function, int every) throws Exception {
        int events = 1_000_000;
        try (var operator = new KeyedOneInputStreamOperatorTestHarness<Long, Tuple2<Long, Long>, Long>(
                new KeyedProcessOperator<>(function), pair -> pair.f0, Types.LONG, Guests.MAX_PARALLELISM, 1, 0)) {
            operator.open();
            StreamRecord<Tuple2<Long, Long>> record = new StreamRecord<>(Tuple2.of(0L, 1L), 0);
            long begin = CPU.getCurrentThreadCpuTime();
            for (int i = 0; i < events; i++) {
                record.getValue().f0 = (long) (i % KEYS);
                operator.processElement(record);
                if (i % every == every - 1) {
                    operator.snapshot(i, i);
                }
            }
            return (CPU.getCurrentThreadCpuTime() - begin) / (double) events;
        }
    }
}
