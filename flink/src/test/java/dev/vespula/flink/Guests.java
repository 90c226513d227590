package dev.vespula.flink;

import dev.vespula.text.Wat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Guests of the tests, and operators around them. */
final class Guests {
    static final int MAX_PARALLELISM = 128;

    private Guests() {}

    /** A module written as text beside this class. */
    static byte[] module(String name) {
        try (InputStream in = Guests.class.getResourceAsStream(name)) {
            return Wat.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A guest that adds up; its events are pairs of a key and a number. */
    static GuestFunction<Long, Tuple2<Long, Long>, Long> sums() {
        return GuestFunction.of(module("sum.wat"), EventType.I64, pair -> pair.f1, EventType.I64);
    }

    /** An operator around a guest, by itself. */
    static <E, O> KeyedOneInputStreamOperatorTestHarness<Long, Tuple2<Long, E>, O> operator(
            GuestFunction<Long, Tuple2<Long, E>, O> guest,
            int subtasks, int subtask) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<Long, Tuple2<Long, E>, O> harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(guest), pair -> pair.f0, Types.LONG, MAX_PARALLELISM, subtasks, subtask);
        harness.setup(guest.getProducedType().createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }
}
