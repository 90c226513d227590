package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.internal.policy.Watching;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Loops that copy, fill, compare or search memory: many iterations are done at once where that makes no difference. */
class MemoryLoopTest {
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
            """ + RandomLoop.OBSERVED;

    /** Strings of a length, and where two of them differ or end. */
    private static final String STRINGS = """
            (memory 1)
            (func (export "make") (param $at i32) (param $length i32)
              (memory.fill (local.get $at) (i32.const 120) (i32.const 1024))
              (i32.store8 (i32.add (local.get $at) (local.get $length)) (i32.const 0)))
            (func (export "compare") (param $a i32) (param $b i32) (result i32) (local $c i32)
              (block $out (loop $l
                (local.set $c (i32.load8_u (local.get $a)))
                (br_if $out (i32.ne (local.get $c) (i32.load8_u (local.get $b))))
                (br_if $out (i32.eqz (local.get $c)))
                (local.set $a (i32.add (local.get $a) (i32.const 1)))
                (local.set $b (i32.add (local.get $b) (i32.const 1)))
                (br $l)))
              (i32.add (local.get $a) (local.get $c)))
            """;

    private static final long SEED = Long.getLong("loops.seed", 7);
    private static final int LOOPS = Integer.getInteger("loops", 40);
    private static final int CALLS = 12;
    private static final long ENOUGH = 4000;
    private static final Config TRACED = new Config().with(new Watching(
            new Watching.Trace(Watching.Detail.CALLS, null, line -> {}), null, null));
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

    /** One test looks further than the other one allows: so many iterations are looked at at once that it costs little. */
    @Test
    void stringsAreComparedUpToTheirEnds() throws Exception {
        Agreement.of(program -> {
            Instance instance = program.instance(STRINGS);
            for (int length : new int[] {0, 3, 126, 127, 128, 129, 130, 255, 256, 257, 1000}) {
                program.call(instance, "make", 1 << 10, length);
                program.call(instance, "make", 1 << 12, length);
                program.call(instance, "compare", 1 << 10, 1 << 10);
                program.call(instance, "compare", 1 << 10, 1 << 12);
                program.call(instance, "make", 1 << 12, length / 2);
                program.call(instance, "compare", 1 << 10, 1 << 12);
            }
        });
    }

    /**
     * Random loops, most of them such as are done at once and many nearly: wrong steps, values of the iteration before, widths
     * that do not fit. Each with fuel that may run out, and without if it ends.
     */
    @Test
    void randomLoopsDoWhatTheirStatementsSay() throws Exception {
        Random random = new Random(SEED);
        for (int loop = 0; loop < LOOPS; loop++) {
            String module = LOWERED + new RandomLoop(random).function();
            int[][] arguments = new int[CALLS][];
            long[] fuel = new long[CALLS];
            for (int k = 0; k < CALLS; k++) {
                arguments[k] = RandomLoop.arguments(random);
                fuel[k] = random.nextInt(3) == 0 ? random.nextInt(400) : ENOUGH;
            }
            String expected = record(new Program(Way.INTERPRETED, TRACED.withFuel(Config.FuelMetering.ON)), module, arguments,
                    fuel);
            Config metered = new Config().withFuel(Config.FuelMetering.ON);
            for (Way way : Way.values()) {
                assertThat(record(new Program(way, metered), module, arguments, fuel)).as("%s of %d: %s", way, loop, module)
                        .isEqualTo(expected);
            }
            if (!expected.contains("FUEL")) {
                expected = record(new Program(Way.INTERPRETED, TRACED), module, arguments, null);
                for (Way way : Way.values()) {
                    assertThat(record(new Program(way, new Config()), module, arguments, null)).as("%s of %d: %s", way, loop,
                            module).isEqualTo(expected);
                }
            }
        }
    }

    private static String record(Program program, String module, int[][] arguments, long[] fuel) throws Exception {
        Instance instance = program.instance(module);
        for (int k = 0; k < arguments.length; k++) {
            program.call(instance, "seed");
            if (fuel != null) {
                program.store.setFuel(fuel[k]);
            }
            program.call(instance, "f", Arrays.stream(arguments[k]).boxed().toArray());
            if (fuel != null) {
                program.store.setFuel(Program.AMPLE_FUEL);
            }
            program.call(instance, "sum");
        }
        program.engine.close();
        return program.record();
    }
}
