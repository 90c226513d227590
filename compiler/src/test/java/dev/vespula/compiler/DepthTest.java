package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.call.JavaStack;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** How deep calls may go is said by the configuration alone, in every tier and on every Java stack. */
class DepthTest {
    private static void compare(Config config, int bound) throws Exception {
        Map<String, Integer> limits = Recursions.limits(config, bound);
        Agreement.in(config, program -> Recursions.write(program, limits));
    }

    @Test
    void theLimitOfFramesIsTheSame() throws Exception {
        for (int frames : new int[] {1, 2, 3, 17, 100, 1_000, 10_000}) {
            compare(new Config().withMaxRecursionDepth(frames).withStackHeight(1_024, 1 << 28), frames);
        }
    }

    @Test
    void theLimitOfBytesIsTheSame() throws Exception {
        for (int bytes : new int[] {73_000, 100_000, Stress.choose(300_000, 2_000_000)}) {
            compare(new Config().withMaxRecursionDepth(1_000_000).withStackHeight(1_024, bytes), bytes / 8);
        }
    }

    @Test
    void fuelIsTheSameAtTheLimit() throws Exception {
        for (int frames : new int[] {100, 3_000}) {
            compare(new Config().withFuel(Config.FuelMetering.ON).withMaxRecursionDepth(frames), frames);
        }
    }

    /** Goes to the limits in JVMs of their own, with each of the options. */
    private static void compareInChildren(int frames, int bytes, List<List<String>> all) throws Exception {
        Config config = new Config().withMaxRecursionDepth(frames).withStackHeight(1_024, bytes);
        Map<String, Integer> limits = Recursions.limits(config, frames);
        Program program = new Program(Way.INTERPRETED, config);
        Recursions.write(program, limits);
        for (List<String> options : all) {
            for (Way way : List.of(Way.COMPILED, Way.MIXED)) {
                List<String> arguments = new ArrayList<>(List.of(way.name(), "" + frames, "" + bytes));
                limits.values().forEach(limit -> arguments.add(limit.toString()));
                assertThat(ChildJvm.run(Recursions.class, options, arguments.toArray(new String[0])))
                        .as(way + " " + options).isEqualTo(program.record());
            }
        }
    }

    @Test
    void theLimitDoesNotDependOnTheJavaStack() throws Exception {
        compareInChildren(100_000, 1 << 25, List.of(List.of("-Xss512k"), List.of("-Xss64m")));
    }

    /** The JVM's own interpreter has the largest frames, its second compiler the smallest. */
    @Test
    void theLimitDoesNotDependOnHowTheJvmExecutes() throws Exception {
        List<List<String>> usual = List.of(List.of("-Xss400k", "-Xint"), List.of("-Xss400k", "-XX:TieredStopAtLevel=1"));
        // With the JVM's own classes compiled at once, too, it would take minutes.
        List<String> atOnce = List.of("-Xss400k", "-Xcomp", "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=compileonly,dev.vespula.*::*");
        compareInChildren(Stress.choose(6_000, 20_000), 1 << 23, Stress.choose(usual, List.of(usual.get(0), usual.get(1),
                atOnce)));
    }

    /** Calls that go back and forth between host and Wasm take Java stack in every tier: it ends in a trap, and that is all. */
    @Test
    void recursionThroughHostFunctionsEndsInATrap() throws Exception {
        for (Way way : Way.values()) {
            Program program = new Program(way, new Config().withMaxRecursionDepth(1_000_000));
            Func[] run = new Func[1];
            program.linker.func("h", "again", FuncType.of(ValType.I32).returning(ValType.I32),
                    (caller, args) -> args.result(0, (int) run[0].call(args.i32(0))[0]));
            Instance instance = program.instance("""
                    (import "h" "again" (func $again (param i32) (result i32)))
                    (func $inner (param i32) (result i32) (if (result i32) (i32.eqz (local.get 0)) (then (i32.const 0))
                      (else (i32.add (i32.const 1) (call $again (i32.sub (local.get 0) (i32.const 1)))))))
                    (func (export "run") (param i32) (result i32) (call $inner (local.get 0)))""");
            run[0] = instance.func("run");
            program.call(instance, "run", 50);
            program.note("deep", () -> run[0].call(1_000_000));
            program.call(instance, "run", 51);
            assertThat(program.record()).as(way.name()).contains("run[50]: [50]").contains("deep: STACK_OVERFLOW")
                    .contains("run[51]: [51]");
        }
    }

    private static final int LIMIT = 3_000;
    /** {@code deep(n)} is n calls deep; {@code outer} does so from within some frames of its own, after asking the host. */
    private static final String DEEP =
            """
            (import "h" "back" (func $back (param i32) (result i32)))
            (func $deep (export "deep") (param i32) (result i32) (local i64 i64 i64) (if (result i32)
              (i32.le_s (local.get 0) (i32.const 1)) (then (i32.const 1))
              (else (i32.add (i32.const 1) (call $deep (i32.sub (local.get 0) (i32.const 1)))))))
            (func (export "outer") (param i32) (result i32) (i32.add (call $deep (i32.const 40)) (call $back (local.get 0))))""";

    /** Runs on a thread with a Java stack of so many bytes. */
    private static void onThread(int stack, Runnable test) throws InterruptedException {
        Throwable[] failure = new Throwable[1];
        Thread thread = new Thread(null, test, "depth", stack);
        thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
        thread.start();
        thread.join();
        assertThat(failure[0]).isNull();
    }

    /** Uses up the Java stack but for about so many bytes, looking every so many frames, and then calls back. */
    private static int withOnly(int left, int frames, IntSupplier callBack) {
        return frames > 0 || JavaStack.has(left) ? withOnly(left, frames > 0 ? frames - 1 : 20, callBack) + 1
                : callBack.getAsInt();
    }

    /** As much as there may be, and one more. */
    private static void reachLimit(Way way, Instance instance) {
        assertThat(instance.func("deep").call(LIMIT)).as(way.name()).containsExactly(LIMIT);
        assertThatThrownBy(() -> instance.func("deep").call(LIMIT + 1)).as(way.name())
                .isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(TrapCode.STACK_OVERFLOW));
    }

    /** What host functions have used of the Java stack before they call back is not known to the machine. */
    @Test
    void theLimitDoesNotDependOnTheStackThatHostFunctionsUse() throws Exception {
        for (Way way : Way.values()) {
            Program program = new Program(way, new Config().withMaxRecursionDepth(LIMIT));
            Instance[] instance = new Instance[1];
            program.linker.func("h", "back", FuncType.of(ValType.I32).returning(ValType.I32), (caller, args) -> {
                withOnly(args.i32(0) << 10, 0, () -> {
                    reachLimit(way, instance[0]);
                    return 0;
                });
                args.result(0, 7);
            });
            instance[0] = program.instance(DEEP);
            onThread(1 << 20, () -> {
                for (int left : new int[] {400, 130, 80, 48}) {
                    for (int again = 0; again < 3; again++) {
                        assertThat(instance[0].func("outer").call(left)).as(way.name()).containsExactly(47);
                    }
                }
            });
        }
    }

    /** Each activation has the limit for itself, however many there are and whatever of the Java stack is left to it. */
    @Test
    void theLimitIsTheSameInNestedActivations() throws Exception {
        for (Way way : Way.values()) {
            Program program = new Program(way, new Config().withMaxRecursionDepth(LIMIT));
            Instance[] instance = new Instance[1];
            program.linker.func("h", "back", FuncType.of(ValType.I32).returning(ValType.I32), (caller, args) -> {
                int more = args.i32(0);
                Object result = instance[0].func(more == 0 ? "deep" : "outer").call(more == 0 ? LIMIT : more - 1)[0];
                reachLimit(way, instance[0]);
                args.result(0, (int) result);
            });
            instance[0] = program.instance(DEEP);
            // The large one first: until it has been tried out twice, the stack must be larger than what is used.
            for (int stack : new int[] {1 << 20, 400 << 10}) {
                onThread(stack, () -> {
                    for (int again = 0; again < 5; again++) {
                        assertThat(instance[0].func("outer").call(20)).as(way.name()).containsExactly(21 * 40 + LIMIT);
                    }
                });
            }
        }
    }
}
