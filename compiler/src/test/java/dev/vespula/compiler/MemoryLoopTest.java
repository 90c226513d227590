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

    private static final long SEED = Long.getLong("loops.seed", 7);
    private static final int LOOPS = Integer.getInteger("loops", 40);
    private static final int CALLS = 12;
    private static final long ENOUGH = 4000;
    private static final Config TRACED = new Config().with(new Watching(
            new Watching.Trace(Watching.Detail.CALLS, null, line -> {}), null, null));
    private static final String HEAD = LOWERED + """
            (func (export "f") (param $d i32) (param $s i32) (param $n i32) (param $e i32) (param $v i32)
              (result i32 i32 i32 i32 i32 i32) (local $t i32) (local $u i32) (local $w i64)
              (local.set $w (i64.extend_i32_u (local.get $v)))
              (block $out (loop $l
            """;
    private static final String TAIL = """
              ))
              (local.get $d) (local.get $s) (local.get $n) (local.get $v) (local.get $t) (local.get $u))
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

    /**
     * Random loops, most of them such as are done at once and many nearly: wrong steps, values of the iteration before, widths
     * that do not fit. Each with fuel that may run out, and without if it ends.
     */
    @Test
    void randomLoopsDoWhatTheirStatementsSay() throws Exception {
        Random random = new Random(SEED);
        for (int loop = 0; loop < LOOPS; loop++) {
            String module = HEAD + new RandomLoop(random).function() + TAIL;
            int[][] arguments = new int[CALLS][];
            long[] fuel = new long[CALLS];
            for (int k = 0; k < CALLS; k++) {
                arguments[k] = arguments(random);
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

    private static int[] arguments(Random random) {
        int[] bases = {100, 200, 300, 65536 - 60, 65536 - 300, 0, 8, 65536};
        int to = bases[random.nextInt(bases.length)] + random.nextInt(20);
        int from = random.nextBoolean() ? to + random.nextInt(41) - 20
                : bases[random.nextInt(bases.length)] - random.nextInt(20);
        int count = random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(90) - 2;
        int value = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(3) * 37;
        int end = random.nextInt(6) == 0 ? random.nextInt() : to + random.nextInt(200) - 60;
        return new int[] {to, from, count, end, value};
    }

    /** Writes a loop that does something with memory. */
    private static final class RandomLoop {
        private static final String[] EXITS = {
            "(i32.eqz (local.get $n))", "(i32.eq (local.get $d) (local.get $e))", "(i32.ge_u (local.get $d) (local.get $e))",
            "(i32.lt_s (local.get $n) (i32.const 1))", "(i32.le_u (local.get $d) (local.get $e))",
            "(i32.gt_s (local.get $s) (local.get $e))", "(i32.eq (local.get $n) (i32.const 3))"};
        private static final String[] BACKS = {
            "(local.get $n)", "(i32.ne (local.get $d) (local.get $e))", "(i32.lt_u (local.get $d) (local.get $e))",
            "(i32.gt_s (local.get $n) (i32.const 0))", "(i32.ge_u (local.get $s) (local.get $e))",
            "(i32.ne (local.get $n) (i32.const -1))", "(i32.le_s (local.get $d) (local.get $e))"};

        private final Random random;
        private final int width;
        private final int step;
        private final StringBuilder text = new StringBuilder();

        RandomLoop(Random random) {
            this.random = random;
            width = 1 << random.nextInt(4);
            step = random.nextInt(3) == 0 ? -1 : 1;
        }

        private boolean rarely() {
            return random.nextInt(12) == 0;
        }

        String function() {
            int kind = random.nextInt(4);
            int times = kind < 2 && random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
            boolean isLate = random.nextBoolean();
            boolean counts = kind != 3 || random.nextBoolean();
            if (!isLate && counts) {
                text.append("(br_if $out ").append(EXITS[random.nextInt(EXITS.length)]).append(")");
            }
            boolean first = random.nextInt(3) == 0;
            if (first) {
                steps(width * times);
            }
            for (int k = 0; k < times; k++) {
                work(kind, (rarely() ? 1 : width) * k + (first && step > 0 && random.nextBoolean() ? -width * times : 0));
            }
            if (!first) {
                steps(width * times);
            }
            if (rarely()) {
                text.append("(local.set $v (i32.add (local.get $v) (local.get $u)))");
            }
            text.append(isLate && counts ? "(br_if $l " + BACKS[random.nextInt(BACKS.length)] + ")" : "(br $l)");
            return text.toString();
        }

        private void steps(int bytes) {
            int back = step * bytes;
            add("d", rarely() ? back + 1 : back);
            if (random.nextInt(10) != 0) {
                add("s", rarely() ? -back : back);
            }
            add("n", rarely() ? 1 : random.nextInt(4) == 0 ? -bytes : -1);
        }

        private void add(String local, int what) {
            text.append("(local.set $").append(local).append(" (i32.add (local.get $").append(local).append(") (i32.const ")
                    .append(what).append(")))");
        }

        private String address(String local, int offset) {
            String base = "(local.get $" + local + ")";
            if (offset < 0) {
                return "(i32.add " + base + " (i32.const " + offset + "))";
            }
            return (offset == 0 ? "" : "offset=" + offset + " ") + (rarely() ? "(i32.add " + base + " (local.get $u))" : base);
        }

        private void work(int kind, int offset) {
            String access = width == 8 ? "i64" : "i32";
            String bits = width == 1 ? "8" : width == 2 ? "16" : "";
            String load = access + ".load" + bits + (bits.isEmpty() ? " " : random.nextBoolean() ? "_u " : "_s ");
            String from = "(" + load + address("s", offset) + ")";
            String to = "(" + load + address("d", offset) + ")";
            String value = width == 8 ? random.nextBoolean() ? "(i64.const 0)" : "(local.get $w)" : "(local.get $v)";
            switch (kind) {
                case 0 -> {
                    if (width < 8 && random.nextInt(3) == 0) {
                        text.append("(local.set $t ").append(from).append(")");
                        from = "(local.get $" + (rarely() ? "u" : "t") + ")";
                    }
                    text.append("(").append(access).append(".store").append(bits).append(" ").append(address("d", offset))
                            .append(from).append(")");
                }
                case 1 -> text.append("(").append(access).append(".store").append(bits).append(" ")
                        .append(address("d", offset)).append(value).append(")");
                case 2 -> text.append("(br_if $out (").append(access).append(rarely() ? ".eq " : ".ne ").append(from).append(to)
                        .append("))");
                default -> text.append("(br_if $out (i32.").append(random.nextInt(3) == 0 ? "ne" : "eq").append(" (i32.load8_")
                        .append(random.nextBoolean() ? "u " : "s ").append(address("s", 0)).append(") ")
                        .append(random.nextBoolean() ? "(i32.const 0)" : "(local.get $v)").append("))");
            }
        }
    }
}
