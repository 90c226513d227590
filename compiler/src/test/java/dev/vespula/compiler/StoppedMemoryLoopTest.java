package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.FuelBudget;
import dev.vespula.FuelCosts;
import dev.vespula.Instance;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.SuspendedCall;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.ir.MemoryLoop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Loops of which much is done at once, stopped while that is under way: each stop finds the state that it finds in the same
 * loop written out.
 */
class StoppedMemoryLoopTest {
    private static final long SEED = Long.getLong("loops.seed", 11);
    /** One takes half a second: of three ways to go on after a stop, one is in an engine of its own. -Dloops=400 is minutes. */
    private static final int LOOPS = Integer.getInteger("loops", Stress.choose(16, 120));
    private static final int CALLS = 5;
    private static final int STOPS = 6;
    private static final int LARGE = 16 << 20;
    private static final Config METERED = new Config().withFuel(Config.FuelMetering.ON);
    private static final String PAGE = "(memory (export \"mem\") 1 2)\n" + RandomLoop.OBSERVED;

    /** Functions before the loop's. */
    private static final int OBSERVERS = 2;

    /** Where fuel comes from when there is none. */
    private enum Source { STORE, SNAPSHOT, BUDGET }

    private final Random random = new Random(SEED);

    private static int hash(Instance instance) {
        Memory memory = instance.memory("mem");
        return Arrays.hashCode(memory.read(0, (int) memory.size()));
    }

    private static boolean isRecognized(String function) throws Exception {
        Module module = new Program(Way.INTERPRETED, new Config()).module(PAGE + function);
        int[] code = EmittedCode.code(module).code(OBSERVERS).ir().code();
        for (int pc = 0; pc < code.length; pc = IrReader.next(code, pc)) {
            if (Ir.op(code[pc]) == Ir.LOOP) {
                return !MemoryLoop.at(code, pc).isEmpty();
            }
        }
        return false;
    }

    @Test
    void fuelEndsInTheSameIteration() throws Exception {
        int recognized = 0;
        for (int loop = 0; loop < LOOPS; loop++) {
            String function = new RandomLoop(random).function();
            String writtenOut = RandomLoop.writtenOut(function);
            recognized += isRecognized(function) ? 1 : 0;
            assertThat(isRecognized(writtenOut)).isFalse();
            int cost = new int[] {0, 1, 1, 255}[random.nextInt(4)];
            long seed = random.nextLong();
            for (Source source : Source.values()) {
                String expected = stops(Way.INTERPRETED, cost, writtenOut, seed, source);
                for (Way way : Way.values()) {
                    assertThat(stops(way, cost, function, seed, source)).as("%s, %s, %d: %s", way, source, loop, function)
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(recognized).isGreaterThan(LOOPS / 4);
    }

    /** What a loop does that runs out of fuel now and then, and gets some more. */
    private String stops(Way way, int cost, String function, long seed, Source source) throws Exception {
        Config config = METERED.withFuelCosts(FuelCosts.standard().withOperator("i32.add", cost).withOperator("i32.xor", cost));
        Random own = new Random(seed);
        Program program = new Program(way, config);
        StringBuilder events = new StringBuilder();
        String text = PAGE + function;
        Instance instance = program.instance(text);
        int turn = 0;
        for (int k = 0; k < CALLS; k++) {
            instance.func("seed").call();
            Object[] arguments = Arrays.stream(RandomLoop.arguments(own)).boxed().toArray();
            fuel(program, own.nextInt(40 * (1 + cost)), source);
            CallOutcome outcome = null;
            try {
                outcome = instance.func("f").callResumable(arguments);
                for (int stop = 0; stop < STOPS && outcome instanceof OutOfFuel paused; stop++) {
                    events.append("needs ").append(paused.requiredFuel()).append(" of ").append(program.store.fuel()).append(
                            ' ').append(hash(instance)).append('\n');
                    long next = paused.requiredFuel() + own.nextInt(100 * (1 + cost));
                    if (source == Source.SNAPSHOT) {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        Snapshot.of(paused).write(bytes);
                        paused.close();
                        program.engine.close();
                        program = new Program(way == Way.INTERPRETED ? way : Way.values()[++turn % Way.values().length],
                                config);
                        Snapshot.Restored restored = Snapshot.read(new ByteArrayInputStream(bytes.toByteArray()))
                                .restore(program.store, program.linker, program.module(text));
                        instance = restored.instance();
                        paused = (OutOfFuel) restored.call().orElseThrow();
                    }
                    fuel(program, next, source);
                    outcome = paused.resume();
                }
                events.append(outcome instanceof CallOutcome.Finished finished ? finished.values() : "stopped");
            } catch (Trap trap) {
                events.append(trap.code()).append(trap.frames().get(0).codeOffset());
            }
            if (outcome instanceof SuspendedCall suspended && !suspended.isSpent()) {
                suspended.close();
            }
            events.append(' ').append(program.store.fuel()).append(' ').append(hash(instance)).append('\n');
            program.store.setFuel(Program.AMPLE_FUEL);
        }
        program.engine.close();
        return events.toString();
    }

    private static void fuel(Program program, long fuel, Source source) {
        if (source == Source.BUDGET) {
            program.store.shareFuel(FuelBudget.of(fuel));
        } else {
            program.store.setFuel(fuel);
        }
    }

    /** A fill, a copy and a copy from above, of as many bytes as the memory has. */
    private static final String[] WRITING = {
        "(i32.store8 (local.get $d) (local.get $v)) (local.set $d (i32.add (local.get $d) (i32.const 1)))",
        "(i64.store (local.get $d) (i64.load offset=8388608 (local.get $d)))"
                + "(local.set $d (i32.add (local.get $d) (i32.const 8)))",
        "(local.set $d (i32.sub (local.get $d) (i32.const 4)))"
                + "(i32.store offset=8388608 (local.get $d) (i32.load (local.get $d)))"};
    private static final int[][] PASSES = {{0, LARGE, 1}, {0, LARGE / 2, 8}, {LARGE / 2, 0, -4}};

    private static String large(String work) {
        return "(memory (export \"mem\") " + (LARGE >> 16)
                + ") (func (export \"f\") (param $d i32) (param $e i32) (param $v i32) "
                + "(loop $l " + work + "(br_if $l (i32.ne (local.get $d) (local.get $e)))))";
    }

    /** Wherever a loop is interrupted, it has written what so many iterations write, and nothing else. */
    @Test
    void interruptedLoopsHaveWrittenWholeIterations() throws Exception {
        for (Way way : Way.values()) {
            for (Config config : List.of(new Config(), METERED)) {
                for (int kind = 0; kind < WRITING.length; kind++) {
                    interrupted(new Program(way, config), kind);
                }
            }
        }
    }

    private void interrupted(Program program, int kind) throws Exception {
        Instance instance = program.instance(large(WRITING[kind]));
        Memory memory = instance.memory("mem");
        int[] pass = PASSES[kind];
        boolean isFill = kind == 0;
        int from = pass[2] > 0 ? 0 : LARGE / 2;
        int length = Math.abs(pass[1] - pass[0]);
        for (int round = 1; round <= Stress.choose(8, 100); round++) {
            memory.fill(0, (byte) 0, LARGE);
            if (!isFill) {
                memory.fill(LARGE / 2 - from, (byte) round, LARGE / 2);
            }
            if (program.engine.config().isMetered()) {
                program.store.setFuel(Program.AMPLE_FUEL);
            }
            long until = random.nextInt(round % 2 == 0 ? 2_000_000 : 100_000);
            Thread asking = new Thread(() -> {
                long begin = System.nanoTime();
                while (System.nanoTime() - begin < until) {
                    Thread.onSpinWait();
                }
                program.store.interrupt();
            });
            asking.start();
            boolean isWhole = true;
            try {
                instance.func("f").call(pass[0], pass[1], round);
            } catch (Trap trap) {
                assertThat(trap.code()).isEqualTo(TrapCode.INTERRUPTED);
                isWhole = false;
            }
            asking.join();
            program.store.clearInterrupt();
            byte[] target = memory.read(isFill ? 0 : from, length);
            int written = written(target, (byte) round, pass[2] > 0);
            assertThat(written % Math.abs(pass[2])).isZero();
            assertThat(written == length || !isWhole).isTrue();
        }
    }

    /**
     * How many bytes have a value: all from one end on, and the others are 0. The JVM compares arrays with vectors, which takes a
     * tenth of what loops over their bytes take.
     */
    private static int written(byte[] bytes, byte value, boolean fromBelow) {
        byte[] values = new byte[bytes.length];
        if (fromBelow) {
            Arrays.fill(values, value);
        }
        int border = Arrays.mismatch(bytes, values);
        if (border < 0) {
            return fromBelow ? bytes.length : 0;
        }
        Arrays.fill(values, border, bytes.length, fromBelow ? 0 : value);
        assertThat(Arrays.mismatch(bytes, values)).as("the first byte that is neither").isEqualTo(-1);
        return fromBelow ? border : bytes.length - border;
    }

    /** Loops that run over the end of the memory, which grows between them, in memories of each kind. */
    @Test
    void memoriesGrowBetween() throws Exception {
        for (String memory : new String[] {"(memory (export \"mem\") 1 4)", "(memory (export \"mem\") 1)",
            "(memory (export \"mem\") 1 4 shared)"}) {
            String module = memory + RandomLoop.OBSERVED + """
                    (func $loop (export "loop") (param $d i32) (param $n i32) (param $v i32) (local $z i32)
                      (loop $l
                        (i32.store8 (local.get $d) (local.get $v))
                        (local.set $d (i32.add (local.get $d) (i32.const 1)))
                        (local.set $z (i32.add (local.get $z) (i32.const 1)))
                        (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
                    (func (export "all") (param $n i32) (result i32) (local $k i32)
                      (loop $l
                        (call $loop (i32.sub (i32.mul (memory.size) (i32.const 65536)) (local.get $n)) (local.get $n)
                          (i32.add (local.get $k) (i32.const 1)))
                        (drop (memory.grow (i32.const 1)))
                        (br_if $l (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 1))) (i32.const 5))))
                      (memory.size))
                    """;
            String[] records = new String[2];
            for (int k = 0; k < 2; k++) {
                String text = k == 0 ? module : RandomLoop.writtenOut(module);
                records[k] = Agreement.of(program -> {
                    Instance instance = program.instance(text);
                    for (int n : new int[] {1, 40, 3000}) {
                        program.call(instance, "loop", 65536 - n, n + 1, 7);
                        program.call(instance, "all", n);
                        program.call(instance, "loop", 4 * 65536 - n, n + 70000, 9);
                        program.note("memory", () -> hash(instance));
                    }
                });
            }
            assertThat(records[0]).isEqualTo(records[1]).contains("OUT_OF_BOUNDS");
        }
    }

    /** Memories that are not the first, or have addresses of 64 bits, have loops of the same shape. */
    @Test
    void otherMemoriesAreAsTheyStand() throws Exception {
        for (String[] each : new String[][] {{"(memory 1) (memory $m (export \"mem\") 1)", "$m", "i32"},
            {"(memory $m (export \"mem\") i64 1)", "$m", "i64"}, {"(memory $m (export \"mem\") 1) (memory 2)", "$m", "i32"}}) {
            String module = each[0] + """
                    (func (export "f") (param $d $t) (param $s $t) (param $n i32) (local $z i32)
                      (loop $l
                        (i32.store8 $m (local.get $d) (i32.load8_u $m (local.get $s)))
                        (local.set $d ($t.add (local.get $d) ($t.const 1)))
                        (local.set $s ($t.add (local.get $s) ($t.const 1)))
                        (local.set $z (i32.add (local.get $z) (i32.const 1)))
                        (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
                    """.replace("$t", each[2]);
            String[] records = new String[2];
            for (int k = 0; k < 2; k++) {
                String text = k == 0 ? module : RandomLoop.writtenOut(module);
                records[k] = Agreement.of(program -> {
                    Instance instance = program.instance(text);
                    instance.memory("mem").write(0, new Random(SEED).ints(100).mapToObj(Integer::toString).reduce("",
                            String::concat).getBytes());
                    for (int[] range : new int[][] {{300, 0, 200}, {1, 0, 300}, {0, 1, 300}, {65500, 0, 100}, {0, 65500, 100}, {
                        -1, 0, 50}}) {
                        Object to = each[2].equals("i32") ? (Object) range[0] : (Object) (long) range[0];
                        Object from = each[2].equals("i32") ? (Object) range[1] : (Object) (long) range[1];
                        program.call(instance, "f", to, from, range[2]);
                        program.note("memory", () -> hash(instance));
                    }
                });
            }
            assertThat(records[0]).isEqualTo(records[1]).contains("OUT_OF_BOUNDS");
        }
    }
}
