package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vespula.Config;
import dev.vespula.HostFailed;
import dev.vespula.Instance;
import dev.vespula.ResourceLimiter;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.WasmImport;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What code of the host throws reaches the caller as it is, whatever the machine itself may mean by such exceptions. */
class HostFailuresTest {
    private static final FuncType UNARY = FuncType.of(ValType.I32).returning(ValType.I32);
    private static final int KINDS = 14;
    private static final int OVERFLOWING = 10;
    /** Calls the host function directly, through a table, by tail calls, below a loop, and beside all that traps in Wasm. */
    private static final String TEXT = """
            (import "h" "f" (func $h (param i32) (result i32)))
            (type $t (func (param i32) (result i32))) (type $s (struct (field i32))) (type $a (array (mut i32)))
            (memory 1) (table funcref (elem $h))
            (func $plain (export "plain") (param i32) (result i32) (call $h (local.get 0)))
            (func (export "table") (param i32) (result i32) (call_indirect (type $t) (local.get 0) (i32.const 0)))
            (func $tail (export "tail") (param i32) (result i32) (return_call $h (local.get 0)))
            (func (export "tails") (param i32) (result i32) (i32.add (call $tail (local.get 0)) (i32.const 0)))
            (func $deep (export "deep") (param i32) (result i32) (call $deeper (local.get 0) (i32.const 50)))
            (func $deeper (param i32 i32) (result i32)
              (if (result i32) (local.get 1)
                (then (i32.add (i32.const 0) (call $deeper (local.get 0) (i32.sub (local.get 1) (i32.const 1)))))
                (else (call $plain (local.get 0)))))
            (func (export "mixed") (param i32) (result i32)
              (i32.store (i32.const 8) (local.get 0))
              (drop (i32.div_s (i32.const 4) (i32.load (i32.const 8))))
              (drop (struct.get $s 0 (struct.new $s (i32.const 1))))
              (drop (array.len (array.new_default $a (i32.const 3))))
              (i32.add (i32.load (i32.const 4)) (call $h (i32.load (i32.const 8)))))
            (func (export "caught") (param i32) (result i32)
              (block $b (result exnref) (try_table (catch_all_ref $b) (return (call $h (local.get 0)))) unreachable)
              drop (i32.const -1))
            (func (export "loop") (param i32 i32) (result i32) (local i32)
              (loop (local.set 2 (call $h (local.get 0)))
                (br_if 0 (local.tee 1 (i32.sub (local.get 1) (i32.const 1))))) (local.get 2))
            (func (export "read") (param i32) (result i32) (i32.load (local.get 0)))
            """;
    private static final List<String> CALLS = List.of("plain", "table", "tail", "tails", "deep", "mixed", "caught");

    private enum Binding { LAMBDA, OBJECT, HANDLE, DYNAMIC }

    /** A host function as an annotated object. */
    public static final class Annotated {
        /** The function. */
        @WasmImport("f")
        public int apply(int kind) {
            return failing(kind);
        }
    }

    private static int[] array = new int[1];
    /** What the JVM throws itself has no message any more once the code that throws it is hot. */
    private static final Set<Integer> BY_THE_JVM = Set.of(1, 6, 7, 8);
    private static Object text = "text";

    /** Fails in as many ways; does not fail for 100. */
    static int failing(int kind) {
        return switch (kind) {
            case 1 -> array[5];
            case 2 -> throw new ArrayIndexOutOfBoundsException("explicit");
            case 3 -> List.of(1).get(7);
            case 4 -> "abc".charAt(9);
            case 5 -> ByteBuffer.allocate(2).getInt();
            case 6 -> ((int[]) null)[0];
            case 7 -> 1 / (kind - 7);
            case 8 -> (Integer) text;
            case 9 -> new int[kind - 10].length;
            case OVERFLOWING -> endless(kind) + 1;
            case 11 -> throw new OutOfMemoryError("explicit");
            case 12 -> throw new IndexOutOfBoundsException();
            case 13 -> throw HostFailuresTest.<RuntimeException>unchecked(new IOException("disk", new IOException("cause")));
            case 14 -> throw new StackOverflowError("explicit");
            default -> kind;
        };
    }

    private static int endless(int n) {
        return endless(n + 1) + 1;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static Instance instance(Program program, Binding binding) throws ReflectiveOperationException {
        switch (binding) {
            case LAMBDA -> program.linker.func("h", "f", IntUnaryOperator.class, HostFailuresTest::failing);
            case OBJECT -> program.linker.define("h", new Annotated());
            case HANDLE -> program.linker.func("h", "f", MethodHandles.lookup().findStatic(HostFailuresTest.class, "failing",
                    MethodType.methodType(int.class, int.class)));
            case DYNAMIC -> program.linker.func("h", "f", UNARY, (caller, args) -> args.result(0, failing(args.i32(0))));
        }
        return program.instance(TEXT);
    }

    private static final Throwable OVERFLOW = catchThrowable(() -> failing(OVERFLOWING));

    /** What a kind throws; an overflow, which takes a whole Java stack, is tried only once. */
    private static Throwable expected(int kind) {
        return kind == OVERFLOWING ? OVERFLOW : catchThrowable(() -> failing(kind));
    }

    private static void assertSame(Throwable thrown, int kind, String where) {
        Throwable expected = expected(kind);
        assertThat(thrown).as(where).isNotNull().hasSameClassAs(expected);
        if (thrown.getMessage() != null && expected.getMessage() != null || !BY_THE_JVM.contains(kind)) {
            assertThat(thrown).as(where).hasMessage(expected.getMessage());
        }
        assertThat(String.valueOf(thrown.getCause())).as(where).isEqualTo(String.valueOf(expected.getCause()));
    }

    @ParameterizedTest
    @EnumSource
    void functionsOfTheHost(Binding binding) throws Exception {
        for (Way way : Way.values()) {
            for (Config config : List.of(new Config(), new Config().withFuel(Config.FuelMetering.ON))) {
                Program program = new Program(way, config);
                Instance instance = instance(program, binding);
                for (int round = 0; round < 3; round++) {
                    for (String call : CALLS) {
                        assertThat(instance.func(call).call(100)).containsExactly(100);
                        for (int kind = 1; kind <= KINDS; kind++) {
                            int argument = kind;
                            String where = way + " " + binding + " " + call + " " + kind;
                            assertSame(catchThrowable(() -> instance.func(call).call(argument)), kind, where);
                        }
                    }
                    trapsAsEver(instance);
                }
                program.engine.close();
            }
        }
    }

    private static void trapsAsEver(Instance instance) {
        assertThat(catchThrowable(() -> instance.func("read").call(-1))).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(TrapCode.MEMORY_OUT_OF_BOUNDS));
    }

    @ParameterizedTest
    @EnumSource
    void functionsOfTheHostInCallsThatCanBeContinued(Binding binding) throws Exception {
        for (Way way : Way.values()) {
            Program program = new Program(way, new Config());
            Instance instance = instance(program, binding);
            for (int kind = 1; kind <= KINDS; kind++) {
                int argument = kind;
                for (String call : List.of("plain", "deep", "mixed")) {
                    String where = way + " " + binding + " " + call + " " + kind;
                    if (expected(kind) instanceof Error) {
                        assertSame(catchThrowable(() -> instance.func(call).callResumable(argument)), kind, where);
                    } else {
                        HostFailed paused = (HostFailed) instance.func(call).callResumable(argument);
                        assertSame(paused.cause(), kind, where);
                        paused.close();
                    }
                    Throwable failure = catchThrowable(() -> instance.func(call).callAsync(Runnable::run, argument).get());
                    assertThat(failure).as(where).isInstanceOf(ExecutionException.class);
                    assertSame(failure.getCause(), kind, where);
                }
            }
            trapsAsEver(instance);
            program.engine.close();
        }
    }

    /** HotSpot throws one object without a stack trace where it has seen an exception often, in host functions and in Wasm. */
    @Test
    void exceptionsWithoutStackTraces() throws Exception {
        for (Way way : List.of(Way.COMPILED, Way.MIXED)) {
            Program program = new Program(way, new Config());
            Instance instance = instance(program, Binding.LAMBDA);
            for (int k = 0; k < 60_000; k++) {
                Throwable thrown = catchThrowable(() -> instance.func("plain").call(1));
                assertThat(thrown.getClass()).isSameAs(ArrayIndexOutOfBoundsException.class);
                instance.func("loop").call(100, 3);
                if (k % 10 == 0) {
                    trapsAsEver(instance);
                }
            }
            program.engine.close();
        }
    }

    private record Failing(int kind) implements ResourceLimiter {
        private boolean fail(long current) {
            return current == 0 || failing(kind) == 0;
        }

        @Override
        public boolean memoryGrowing(long current, long desired, long maximum) {
            return fail(current);
        }

        @Override
        public boolean tableGrowing(long current, long desired, long maximum) {
            return fail(current);
        }

        @Override
        public boolean arrayAllocating(long bytes) {
            return fail(bytes);
        }
    }

    @Test
    void limiters() throws Exception {
        String text = """
                (memory 1) (table 1 funcref) (type $a (array (mut i32)))
                (func (export "memory") (result i32) (memory.grow (i32.const 1)))
                (func (export "table") (result i32) (table.grow (ref.null func) (i32.const 1)))
                (func (export "array") (result i32) (array.len (array.new $a (i32.const 1) (i32.const 5))))
                (func (export "default") (result i32) (array.len (array.new_default $a (i32.const 5))))
                (func (export "fixed") (result i32) (array.len (array.new_fixed $a 2 (i32.const 5) (i32.const 6))))
                """;
        for (Way way : Way.values()) {
            for (Config config : List.of(new Config(), new Config().withFuel(Config.FuelMetering.ON))) {
                Program program = new Program(way, config);
                Instance instance = program.instance(text);
                for (int kind = 1; kind <= KINDS; kind++) {
                    program.store.limiter(new Failing(kind));
                    for (String call : List.of("memory", "table", "array", "default", "fixed")) {
                        assertSame(catchThrowable(() -> instance.func(call).call()), kind, way + " " + call + " " + kind);
                    }
                }
                program.engine.close();
            }
        }
    }

    @Test
    void hooks() throws Exception {
        for (Way way : Way.values()) {
            Program program = new Program(way, new Config());
            Instance instance = instance(program, Binding.LAMBDA);
            for (int kind = 1; kind <= KINDS; kind++) {
                for (int crossing = 0; crossing < 4; crossing++) {
                    int[] countdown = {crossing};
                    int which = kind;
                    program.store.callHook((data, what) -> {
                        if (countdown[0]-- == 0) {
                            failing(which);
                        }
                    });
                    assertSame(catchThrowable(() -> instance.func("deep").call(100)), kind, way + " " + crossing + " " + kind);
                }
            }
            program.engine.close();
        }
    }

    /** Where Wasm itself has no room any more, that is a trap as ever, also behind a host function. */
    @Test
    void roomOfTheGuest() {
        for (Tier tier : Tier.values()) {
            Guest guest = new Guest(tier);
            Instance[] made = new Instance[1];
            guest.linker.func("h", "f", IntUnaryOperator.class, x -> (int) made[0].func("f").call(x + 1)[0]);
            made[0] = guest.instance("(import \"h\" \"f\" (func $h (param i32) (result i32)))"
                    + "(func (export \"f\") (param i32) (result i32) (i32.add (call $h (local.get 0)) (i32.const 1)))"
                    + "(func $g (export \"g\") (param i32) (result i32) (i32.add (call $g (local.get 0)) (i32.const 1)))");
            for (String call : List.of("g", "f")) {
                assertThat(catchThrowable(() -> made[0].func(call).call(1))).as(tier + " " + call)
                        .isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(TrapCode.STACK_OVERFLOW));
            }
        }
    }
}
