package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Instance;
import dev.vespula.internal.memory.ByteLoops;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Loops over bytes, which compiled code does at once where that makes no difference. */
class ByteLoopTest {
    /** The functions that Binaryen makes of {@code memory.copy} and {@code memory.fill}, and the sum of a memory. */
    private static final String LOWERED = """
            (memory (export "mem") 1 2)
            (func (export "up") (param $d i32) (param $s i32) (param $n i32) (param $step i32) (param $i i32)
              (block $out (loop $l
                (br_if $out (i32.eq (local.get $n) (local.get $i)))
                (i32.store8 (i32.add (local.get $d) (local.get $i)) (i32.load8_u (i32.add (local.get $s) (local.get $i))))
                (local.set $i (i32.add (local.get $i) (local.get $step)))
                (br $l))))
            (func (export "down") (param $d i32) (param $s i32) (param $n i32) (local $i i32)
              (local.set $i (i32.sub (local.get $n) (i32.const 1)))
              (block $out (loop $l
                (br_if $out (i32.eq (local.get $i) (i32.const -1)))
                (i32.store8 (i32.add (local.get $i) (local.get $d)) (i32.load8_u (i32.add (local.get $i) (local.get $s))))
                (local.set $i (i32.add (i32.const -1) (local.get $i)))
                (br $l))))
            (func (export "fill") (param $d i32) (param $v i32) (param $n i32)
              (block $out (loop $l
                (br_if $out (i32.eqz (local.get $n)))
                (local.set $n (i32.add (local.get $n) (i32.const -1)))
                (i32.store8 (i32.add (local.get $n) (local.get $d)) (local.get $v))
                (br $l))))
            (func (export "grow") (result i32) (memory.grow (i32.const 1)))
            (func (export "seed") (local $i i32)
              (loop $l
                (i32.store8 (local.get $i) (i32.mul (local.get $i) (i32.const 37)))
                (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 400)))))
            (func (export "sum") (result i64) (local $i i32) (local $r i64)
              (loop $l
                (local.set $r (i64.add (i64.mul (local.get $r) (i64.const 31)) (i64.load (local.get $i))))
                (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 65536))))
              (local.get $r))
            """;

    private static final int[][] RANGES = {
        {500, 0, 100}, {0, 500, 100}, {100, 101, 300}, {101, 100, 300}, {100, 108, 300}, {108, 100, 300}, {7, 7, 200},
        {0, 0, 0}, {3, 9, 5}, {65436, 0, 100}, {65437, 0, 100}, {0, 65436, 100}, {0, 65437, 100}, {-8, 0, 100},
        {0, -8, 100}, {65530, 100, 2}, {0, 65536, 0}, {1 << 30, 0, 20}, {200, 100, 100}, {100, 200, 100}};

    @Test
    void everythingIsAsByteByByte() throws Exception {
        Agreement.of(program -> {
            Instance instance = program.instance(LOWERED);
            for (int round = 0; round < 2; round++) {
                for (int[] range : RANGES) {
                    program.call(instance, "seed");
                    program.call(instance, "up", range[0], range[1], range[2], 1, 0);
                    program.call(instance, "sum");
                    program.call(instance, "down", range[0], range[1], range[2]);
                    program.call(instance, "sum");
                    program.call(instance, "fill", range[0], range[1], range[2]);
                    program.call(instance, "sum");
                }
                // Other steps, and ends that the index gets to only by running out of the memory.
                program.call(instance, "up", 1000, 0, 300, 3, 0);
                program.call(instance, "up", 1000, 0, 301, 3, 0);
                program.call(instance, "up", 1000, 0, 10, 1, 20);
                program.call(instance, "up", 1000, 0, 20, -1, 10);
                program.call(instance, "up", 1000, 0, 10, -1, 60);
                program.call(instance, "up", 20, 40, -20, -1, 30);
                program.call(instance, "sum");
                program.call(instance, "grow");
            }
        });
    }

    /** The helper itself against the loop, for random ranges. */
    @Test
    void whatIsDoneAtOnceIsWhatTheLoopWouldDo() {
        Random random = new Random(7);
        int done = 0;
        for (int k = 0; k < 20_000; k++) {
            byte[] memory = new byte[80];
            random.nextBytes(memory);
            byte[] expected = memory.clone();
            int target = random.nextInt(100) - 10;
            int source = random.nextInt(100) - 10;
            int index = random.nextInt(60) - 5;
            int end = random.nextInt(60) - 5;
            int step = random.nextBoolean() ? 1 : -1;
            int after = ByteLoops.copy(memory, 70, target, source, index, end, step);
            if (after == index) {
                assertThat(memory).isEqualTo(expected);
                continue;
            }
            done++;
            for (int i = index; i != end; i += step) {
                assertThat(Math.max(source + i, target + i)).isLessThan(70);
                expected[target + i] = expected[source + i];
            }
            assertThat(after).isEqualTo(end);
            assertThat(memory).isEqualTo(expected);
        }
        assertThat(done).isGreaterThan(500);
    }

    @Test
    void fillingAtOnceStaysInside() {
        byte[] memory = new byte[40];
        assertThat(ByteLoops.fill(memory, 30, 10, 0x155, 20)).isZero();
        assertThat(Arrays.copyOfRange(memory, 10, 30)).containsOnly(0x55);
        assertThat(Arrays.copyOfRange(memory, 30, 40)).containsOnly(0);
        assertThat(ByteLoops.fill(memory, 30, 11, 1, 20)).isEqualTo(20);
        assertThat(ByteLoops.fill(memory, 30, -1, 1, 20)).isEqualTo(20);
        assertThat(ByteLoops.fill(memory, 30, 0, 1, -20)).isEqualTo(-20);
        assertThat(memory[11]).isEqualTo((byte) 0x55);
    }
}
