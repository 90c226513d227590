package dev.vespula.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Guests in jobs that fail, are stopped and restored, and cancelled. */
class GuestJobTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = Cluster.small();

    private static final int CANCELS = Boolean.getBoolean("vespula.stress") ? 10 : 3;
    /** Some 40 ms on a machine that has nothing else to do; tests share theirs. */
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final int KEYS = 100;
    private static final long EVENTS = 20_000;
    private static final long SUM = EVENTS * (EVENTS + 1) / 2;

    private static final Queue<Long> RESULTS = new ConcurrentLinkedQueue<>();
    private static volatile long passed;
    private static volatile int checkpoints;
    private static volatile boolean hasFailed;
    private static volatile long closed;

    @BeforeEach
    void forget() {
        RESULTS.clear();
        passed = 0;
        checkpoints = 0;
        hasFailed = false;
        closed = 0;
    }

    /** Numbers up to EVENTS go to the guests of their keys, and at last each guest is asked for its sum. */
    private static Tuple2<Long, Long> event(long number) {
        return number < EVENTS ? Tuple2.of(number % KEYS, number + 1) : Tuple2.of(number - EVENTS, 0L);
    }

    private static JobClient start(Configuration configuration, MapFunction<Long, Long> passing) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        environment.setMaxParallelism(Guests.MAX_PARALLELISM);
        environment.enableCheckpointing(50);
        environment.fromSequence(0, EVENTS + KEYS - 1).setParallelism(1).uid("numbers")
                .map(passing).setParallelism(1).uid("passing")
                .map(GuestJobTest::event).returns(Types.TUPLE(Types.LONG, Types.LONG)).setParallelism(1)
                .keyBy(pair -> pair.f0, Types.LONG)
                .process(Guests.sums().live(100)).uid("guests")
                .map(sum -> {
                    RESULTS.add(sum);
                    return sum;
                }).sinkTo(new DiscardingSink<>());
        return environment.executeAsync();
    }

    /** Fails once, when there is a checkpoint and most events have passed; slow until then. */
    private static final class FailingOnce implements MapFunction<Long, Long>, CheckpointListener {
        @Override
        public Long map(Long number) throws Exception {
            if (checkpoints == 0 && number > EVENTS / 2) {
                Thread.sleep(1);
            } else if (!hasFailed && number > EVENTS * 3 / 4) {
                hasFailed = true;
                throw new IllegalStateException("the machine is gone");
            }
            return number;
        }

        @Override
        public void notifyCheckpointComplete(long id) {
            checkpoints++;
        }
    }

    @Test
    void aJobThatFailsGoesOnInsideItsGuestsAndTheSumIsExact() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        start(configuration, new FailingOnce()).getJobExecutionResult().get();
        assertThat(hasFailed).isTrue();
        assertThat(RESULTS).hasSize(KEYS);
        assertThat(RESULTS.stream().mapToLong(Long::longValue).sum()).isEqualTo(SUM);
    }

    /** Stops in the middle, and waits there for the savepoint. */
    private static final class Slow implements MapFunction<Long, Long> {
        @Override
        public Long map(Long number) throws Exception {
            if (number > EVENTS / 2) {
                Thread.sleep(1);
            }
            passed = number;
            return number;
        }
    }

    private static final class Quick implements MapFunction<Long, Long> {
        @Override
        public Long map(Long number) {
            return number;
        }
    }

    @Test
    void aJobThatWasStoppedWithASavepointGoesOnInAnother(@TempDir Path folder) throws Exception {
        JobClient first = start(new Configuration(), new Slow());
        while (passed < EVENTS / 2 + 10) {
            Thread.sleep(10);
        }
        String savepoint = first.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL).get();
        first.getJobExecutionResult().get();
        assertThat(passed).isLessThan(EVENTS);
        assertThat(RESULTS).isEmpty();

        Configuration restoring = new Configuration();
        restoring.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        start(restoring, new Quick()).getJobExecutionResult().get();
        assertThat(RESULTS).hasSize(KEYS);
        assertThat(RESULTS.stream().mapToLong(Long::longValue).sum()).isEqualTo(SUM);
    }

    @Test
    void aLoopingGuestIsStoppedWhenItsJobIsCancelled() throws Exception {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < CANCELS; i++) {
            times.add(cancelled());
        }
        Collections.sort(times);
        Duration median = times.get(CANCELS / 2);
        System.out.printf("Flink, cancelled: a looping guest stops in %d ms (median of %d, most %d)%n", median.toMillis(),
                CANCELS, times.get(CANCELS - 1).toMillis());
        assertThat(median).isLessThan(BOUND);
    }

    /** How long the task of a guest that loops goes on after its job is cancelled. */
    private static Duration cancelled() throws Exception {
        passed = 0;
        closed = 0;
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        GuestFunction<Long, Long, String> looping = GuestFunction.<Long, Long, String>of(Guests.module("bad.wat"),
                EventType.I64,
                EventType.STRING).limits(l -> l.fuelPerEvent(GuestLimits.UNLIMITED));
        environment.fromSequence(0, 2).keyBy(n -> 1L, Types.LONG)
                .map(n -> {
                    passed = n;
                    return n == 1 ? 0 : n;
                }).keyBy(n -> 1L, Types.LONG).process(looping).map(new Closing())
                .sinkTo(new DiscardingSink<>());
        JobClient job = environment.executeAsync();
        while (passed < 2) {
            Thread.sleep(10);
        }
        Thread.sleep(200);
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        long begin = System.nanoTime();
        job.cancel();
        while (closed == 0) {
            Thread.sleep(1);
        }
        long end = closed;
        while (!job.getJobStatus().get().isGloballyTerminalState()) {
            Thread.sleep(1);
        }
        return Duration.ofNanos(end - begin);
    }

    /** Tells when its task, which is the guest's, too, has ended. */
    private static final class Closing extends RichMapFunction<String, String> {
        @Override
        public String map(String text) {
            return text;
        }

        @Override
        public void close() {
            closed = System.nanoTime();
        }
    }
}
