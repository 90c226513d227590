package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Continuation;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Instance;
import dev.vespula.InvalidException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.Tag;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.WasmFrame;
import dev.vespula.WasmThrown;
import dev.vespula.text.Wat;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Continuations in all tiers: resumed by Wasm and by the host, saved, limited, in the way of other things. */
class StackSwitchingTest {
    /** Generators of which one asks the next, a scheduler, switches, and functions between that are compiled. */
    private static final String PROGRAM = """
            (module
              (type $f (func)) (type $k (cont $f))
              (type $fi (func (param i32))) (type $ki (cont $fi))
              (tag $yield (export "yield") (param i32))
              (tag $ask (param i32) (result i64))
              (tag $stop (param i32))
              (global $sum (export "sum") (mut i64) (i64.const 0))
              (table $all (export "all") 100 (ref null $k))
              (elem declare func $numbers $nested $asking $tree)

              (func $numbers (export "numbers") (param $n i32)
                (local $i i32)
                (loop $next
                  (call $give (call $work (local.get $i)))
                  (local.set $i (i32.add (local.get $i) (i32.const 1)))
                  (br_if $next (i32.lt_u (local.get $i) (local.get $n)))))
              (func $work (param $i i32) (result i32)
                (local $k i32)
                (local.set $k (i32.const 100))
                (loop $l
                  (local.set $i (i32.add (local.get $i) (i32.const 3)))
                  (local.set $k (i32.sub (local.get $k) (i32.const 1)))
                  (br_if $l (local.get $k)))
                (i32.sub (local.get $i) (i32.const 300)))
              ;; Between the generator and the suspension: this one can be compiled.
              (func $give (param $i i32) (call $really (local.get $i)))
              (func $really (param $i i32) (suspend $yield (local.get $i)))

              (func $add (param $i i32)
                (global.set $sum (i64.add (global.get $sum) (i64.extend_i32_u (local.get $i)))))

              (func $drain (param $k (ref null $k))
                (loop $next
                  (block $on (result i32 (ref $k))
                    (resume $k (on $yield $on) (local.get $k))
                    (return))
                  (local.set $k)
                  (call $add)
                  (br $next)))
              (func $bound (param $n i32) (result (ref $k))
                (cont.bind $ki $k (local.get $n) (cont.new $ki (ref.func $numbers))))
              (func (export "generator") (param $n i32) (result i64)
                (global.set $sum (i64.const 0))
                (call $drain (call $bound (local.get $n)))
                (global.get $sum))

              ;; A generator that doubles what another one gives.
              (func $nested (param $n i32)
                (local $k (ref null $k))
                (local.set $k (call $bound (local.get $n)))
                (loop $next
                  (block $on (result i32 (ref $k))
                    (resume $k (on $yield $on) (local.get $k))
                    (return))
                  (local.set $k)
                  (suspend $yield (i32.mul (i32.const 2)))
                  (br $next)))
              (func (export "nested") (param $n i32) (result i64)
                (global.set $sum (i64.const 0))
                (call $drain (cont.bind $ki $k (local.get $n) (cont.new $ki (ref.func $nested))))
                (global.get $sum))

              ;; Asks through frames of generators, and gets an answer of another type.
              (func $asking (param $n i32)
                (global.set $sum (i64.add (global.get $sum) (suspend $ask (local.get $n))))
                (suspend $yield (local.get $n)))
              (func (export "asking") (param $n i32) (result i64)
                (local $k (ref null $k))
                (global.set $sum (i64.const 0))
                (local.set $k (cont.bind $ki $k (local.get $n) (cont.new $ki (ref.func $asking))))
                (block $asked (result i32 (ref $kl))
                  (resume $k (on $ask $asked) (local.get $k))
                  (unreachable))
                (call $answer)
                (global.get $sum))
              (type $fl (func (param i64))) (type $kl (cont $fl))
              (func $answer (param $n i32) (param $k (ref $kl))
                (block $on (result i32 (ref $k))
                  (resume $kl (on $yield $on) (i64.extend_i32_u (i32.mul (local.get $n) (i32.const 7))) (local.get $k))
                  (unreachable))
                (drop) (drop))

              ;; Suspends from the depth of a recursion.
              (func $tree (param $depth i32)
                (if (local.get $depth)
                  (then
                    (call $tree (i32.sub (local.get $depth) (i32.const 1)))
                    (suspend $yield (local.get $depth))
                    (call $tree (i32.sub (local.get $depth) (i32.const 1))))))
              (func (export "tree") (param $n i32) (result i64)
                (global.set $sum (i64.const 0))
                (call $drain (cont.bind $ki $k (local.get $n) (cont.new $ki (ref.func $tree))))
                (global.get $sum))

              ;; Two that switch to one another.
              (rec (type $pf (func (param i32 (ref null $pc)) (result i32))) (type $pc (cont $pf)))
              (tag $swap (result i32))
              (elem declare func $ping)
              (func $ping (type $pf) (param $n i32) (param $other (ref null $pc)) (result i32)
                (loop $again
                  (if (i32.eqz (local.get $n)) (then (return (i32.const 77))))
                  (global.set $sum (i64.add (global.get $sum) (i64.const 1)))
                  (switch $pc $swap (i32.sub (local.get $n) (i32.const 1)) (local.get $other))
                  (local.set $other)
                  (local.set $n)
                  (br $again))
                (unreachable))
              ;; The same with so many locals that to move them takes fuel.
              (elem declare func $wide)
              (func $wide (type $pf) (param $n i32) (param $other (ref null $pc)) (result i32)
                (local i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
                (local.set 20 (i64.extend_i32_u (local.get $n)))
                (loop $again
                  (if (i32.eqz (local.get $n)) (then (return (i32.wrap_i64 (local.get 20)))))
                  (global.set $sum (i64.add (global.get $sum) (i64.const 1)))
                  (switch $pc $swap (i32.sub (local.get $n) (i32.const 1)) (local.get $other))
                  (local.set $other)
                  (local.set $n)
                  (br $again))
                (unreachable))
              (func (export "wide") (param $n i32) (result i64)
                (global.set $sum (i64.const 0))
                (resume $pc (on $swap switch) (local.get $n) (cont.new $pc (ref.func $wide)) (cont.new $pc (ref.func $wide)))
                (i64.extend_i32_u)
                (i64.add (global.get $sum)))
              (func (export "pingpong") (param $n i32) (result i64)
                (global.set $sum (i64.const 0))
                (resume $pc (on $swap switch) (local.get $n) (cont.new $pc (ref.func $ping)) (cont.new $pc (ref.func $ping)))
                (i64.extend_i32_u)
                (i64.add (global.get $sum)))

              ;; An exception goes through a continuation that is resumed, and one is thrown into it.
              (func $catching
                (block $caught (result i32)
                  (try_table (catch $stop $caught) (suspend $yield (i32.const 5)))
                  (return))
                (call $add))
              (elem declare func $catching)
              (func (export "stopped") (param $n i32) (result i64)
                (local $k (ref null $k))
                (global.set $sum (i64.const 0))
                (block $on (result i32 (ref $k))
                  (resume $k (on $yield $on) (cont.new $k (ref.func $catching)))
                  (unreachable))
                (local.set $k)
                (call $add)
                (resume_throw $k $stop (local.get $n) (local.get $k))
                (global.get $sum))

              ;; A hundred generators that take turns.
              (func $fill (export "fill") (param $n i32)
                (local $i i32)
                (loop $next
                  (table.set $all (local.get $i) (call $bound (i32.add (local.get $n) (local.get $i))))
                  (local.set $i (i32.add (local.get $i) (i32.const 1)))
                  (br_if $next (i32.lt_u (local.get $i) (i32.const 100)))))
              (func $step (export "step") (result i32)
                (local $i i32) (local $alive i32) (local $k (ref null $k))
                (loop $next
                  (local.set $k (table.get $all (local.get $i)))
                  (if (i32.eqz (ref.is_null (local.get $k)))
                    (then
                      (block $done
                        (block $on (result i32 (ref $k))
                          (resume $k (on $yield $on) (local.get $k))
                          (table.set $all (local.get $i) (ref.null $k))
                          (br $done))
                        (local.set $k)
                        (call $add)
                        (local.set $alive (i32.add (local.get $alive) (i32.const 1)))
                        (table.set $all (local.get $i) (local.get $k)))))
                  (local.set $i (i32.add (local.get $i) (i32.const 1)))
                  (br_if $next (i32.lt_u (local.get $i) (i32.const 100))))
                (local.get $alive))
              (func (export "turns") (param $n i32) (result i64)
                (global.set $sum (i64.const 0))
                (call $fill (local.get $n))
                (loop $again (br_if $again (call $step)))
                (global.get $sum))
              (func (export "first") (result (ref null $k)) (table.get $all (i32.const 0)))
              (func (export "forever") (param $n i32)
                (loop $l (call $forget (call $bound (i32.const 3))) (br_if $l (i32.const 1))))
              (func $forget (param (ref $k)))
              (table $kept 0 (ref null $k))
              (func (export "hoard")
                (loop $l (drop (table.grow $kept (call $bound (i32.const 1)) (i32.const 1))) (br $l)))
              (func $deep (param $n i32)
                (if (local.get $n) (then (call $deep (i32.sub (local.get $n) (i32.const 1)))))
                (suspend $yield (i32.const 1)))
              (elem declare func $deep)
              (func (export "deep") (param $n i32)
                (call $drain (cont.bind $ki $k (local.get $n) (cont.new $ki (ref.func $deep))))))
            """;

    private static final byte[] WASM = Wat.parse(PROGRAM);
    private static final List<BankCase.Call> CALLS = List.of(call("generator", 40), call("nested", 20), call("asking", 6),
            call("tree", 6), call("pingpong", 33), call("wide", 8), call("stopped", 9), call("turns", 3));

    private static BankCase.Call call(String function, int argument) {
        return new BankCase.Call(function, List.of("i32:" + argument), null, null, 0);
    }

    private static Engine engine(Tier tier) {
        return Engine.of(new Config().with(Feature.STACK_SWITCHING).withTier(tier));
    }

    private static Instance instance(Store<?> store) {
        return new Linker<>(store.engine()).instantiate(store, Module.of(store.engine(), WASM));
    }

    private static Object call(Instance instance, String function, Object... args) {
        return instance.func(function).call(args)[0];
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void resultsAreThoseOfTheProgram(Tier tier) {
        try (Engine engine = engine(tier); Store<Void> store = new Store<>(engine)) {
            Instance instance = instance(store);
            for (int round = 0; round < 300; round++) {
                assertThat(call(instance, "generator", 40)).isEqualTo(780L);
                assertThat(call(instance, "nested", 20)).isEqualTo(380L);
                assertThat(call(instance, "asking", 6)).isEqualTo(42L);
                assertThat(call(instance, "tree", 6)).isEqualTo(120L);
                assertThat(call(instance, "pingpong", 33)).isEqualTo(110L);
                assertThat(call(instance, "wide", 8)).isEqualTo(16L);
                assertThat(call(instance, "stopped", 9)).isEqualTo(14L);
            }
            assertThat(call(instance, "turns", 3)).isEqualTo(sumOfTurns());
        }
    }

    private static long sumOfTurns() {
        long sum = 0;
        for (int k = 3; k < 103; k++) {
            sum += (long) k * (k - 1) / 2;
        }
        return sum;
    }

    @Test
    void aCallMovesToOtherEnginesAtAnyCharge() {
        String expected = new MovingRun(WASM, Integer.MAX_VALUE, 0, List.of(Tier.INTERPRETER)).run(CALLS);
        for (int step : new int[] {1, 2, 7, 31}) {
            MovingRun run = new MovingRun(WASM, step, 60,
                    List.of(Tier.INTERPRETER, Tier.COMPILED, Tier.COMPILED, Tier.AUTO, Tier.INTERPRETER));
            assertThat(run.run(CALLS)).isEqualTo(expected);
            assertThat(run.moves()).isEqualTo(60);
        }
        assertThat(expected).contains("generator -> [i64:780]");
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void hundredSuspendedGeneratorsAreSavedAndGoOn(Tier tier) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        int steps = 0;
        try (Engine engine = engine(tier); Store<Void> store = new Store<>(engine)) {
            Instance instance = instance(store);
            instance.func("fill").call(3);
            while (steps < 20) {
                instance.func("step").call();
                steps++;
            }
            Snapshot.of(instance).write(saved);
        }
        try (Engine engine = engine(tier); Store<Void> store = new Store<>(engine)) {
            Instance instance = Snapshot.read(new ByteArrayInputStream(saved.toByteArray()))
                    .restore(store, new Linker<>(engine), Module.of(engine, WASM)).instance();
            while ((int) call(instance, "step") > 0) {
                steps++;
            }
            assertThat(steps).isEqualTo(102);
            assertThat(instance.global("sum").get()).isEqualTo(sumOfTurns());
        }
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void theHostResumes(Tier tier) {
        try (Engine engine = engine(tier); Store<Void> store = new Store<>(engine)) {
            Instance instance = instance(store);
            Tag yield = instance.tag("yield");
            List<Integer> numbers = new ArrayList<>();
            Continuation next = Continuation.of(instance.func("numbers"));
            Continuation.Outcome outcome = next.resume(List.of(yield), 5);
            while (outcome instanceof Continuation.Suspended suspended) {
                assertThat(next.isUsed()).isTrue();
                assertThat(suspended.tag()).isSameAs(yield);
                numbers.add(suspended.values().get(0).i32());
                next = suspended.continuation();
                outcome = next.resume(List.of(yield));
            }
            assertThat(numbers).containsExactly(0, 1, 2, 3, 4);
            assertThat(((Continuation.Ended) outcome).values()).isEmpty();
            Continuation used = next;
            assertThatThrownBy(() -> used.resume(List.of(yield))).isInstanceOfSatisfying(Trap.class,
                    trap -> assertThat(trap.code()).isEqualTo(TrapCode.CONTINUATION_CONSUMED));
        }
    }

    @Test
    void theHostResumesWhatWasmHasMadeAndTheOtherWayRound() {
        try (Engine engine = engine(Tier.INTERPRETER); Store<Void> store = new Store<>(engine)) {
            Instance instance = instance(store);
            instance.func("fill").call(3);
            Continuation first = (Continuation) call(instance, "first");
            assertThat(first).isSameAs(call(instance, "first")).hasToString("Continuation [] -> []");
            var suspended = (Continuation.Suspended) first.resume(List.of(instance.tag("yield")));
            assertThat(suspended.values().get(0).i32()).isZero();
            assertThatThrownBy(() -> instance.func("step").call()).isInstanceOf(Trap.class)
                    .hasMessageContaining("continuation already consumed");
            instance.table("all").set(0, suspended.continuation());
            assertThat(call(instance, "step")).isEqualTo(100);
            assertThatIllegalArgumentException().isThrownBy(
                    () -> ((Continuation) call(instance, "first")).resume(List.of(), 1));
        }
    }

    @Test
    void aTagThatNobodyHandlesIsATrap() {
        try (Engine engine = engine(Tier.INTERPRETER); Store<Void> store = new Store<>(engine)) {
            Instance instance = instance(store);
            assertThatThrownBy(() -> instance.func("numbers").call(1)).isInstanceOfSatisfying(Trap.class, trap -> {
                assertThat(trap.code()).isEqualTo(TrapCode.UNHANDLED_TAG);
                assertThat(trap.frames()).extracting(WasmFrame::functionName).containsExactly("really", "give",
                        "numbers");
            });
        }
    }

    @Test
    void aHostFunctionBetweenHidesHandlers() {
        String program = """
                (module
                  (type $f (func)) (type $k (cont $f))
                  (import "host" "call" (func $host))
                  (tag $t)
                  (elem declare func $through)
                  (func $through (call $host))
                  (func (export "suspend") (suspend $t))
                  (func (export "run")
                    (block $on (result (ref $k))
                      (resume $k (on $t $on) (cont.new $k (ref.func $through)))
                      (return))
                    (drop)))
                """;
        try (Engine engine = engine(Tier.INTERPRETER); Store<Void> store = new Store<>(engine)) {
            Instance[] instance = new Instance[1];
            instance[0] = new Linker<Void>(engine).func("host", "call", FuncType.of(),
                    (caller, args) -> instance[0].func("suspend").call()).instantiate(store, Module.of(engine, Wat.parse(
                            program)));
            assertThatThrownBy(() -> instance[0].func("run").call()).isInstanceOfSatisfying(Trap.class,
                    trap -> assertThat(trap.code()).isEqualTo(TrapCode.UNHANDLED_TAG));
        }
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void objectsAreCountedAndDroppedOnesForgotten(Tier tier) {
        try (Engine engine = engine(tier); Store<Void> store = new Store<>(engine)) {
            store.limits(StoreLimits.unlimited().withObjectBytes(1 << 20));
            Instance instance = instance(store);
            store.setTimeout(Duration.ofMillis(300));
            assertThatThrownBy(() -> instance.func("forever").call(1)).isInstanceOfSatisfying(Trap.class,
                    trap -> assertThat(trap.code()).isEqualTo(TrapCode.DEADLINE_EXCEEDED));
            store.clearTimeout();
            assertThatThrownBy(() -> instance.func("hoard").call()).isInstanceOf(RuntimeException.class)
                    .isNotInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void depthIsThatOfAllFramesTogether(Tier tier) {
        Config config = new Config().with(Feature.STACK_SWITCHING).withTier(tier).withMaxRecursionDepth(1_000);
        try (Engine engine = Engine.of(config); Store<Void> store = new Store<>(engine)) {
            Instance instance = instance(store);
            // deep, drain, and $deep once more than its argument says.
            instance.func("deep").call(997);
            assertThatThrownBy(() -> instance.func("deep").call(998)).isInstanceOfSatisfying(Trap.class,
                    trap -> assertThat(trap.code()).isEqualTo(TrapCode.STACK_OVERFLOW));
        }
    }

    @Test
    void anExceptionLeavesAContinuation() {
        String program = """
                (module
                  (type $f (func)) (type $k (cont $f))
                  (tag $e (export "e") (param i32))
                  (elem declare func $throws)
                  (func $throws (throw $e (i32.const 4)))
                  (func (export "run") (resume $k (cont.new $k (ref.func $throws)))))
                """;
        try (Engine engine = engine(Tier.INTERPRETER); Store<Void> store = new Store<>(engine)) {
            Instance instance = new Linker<Void>(engine).instantiate(store, Module.of(engine, Wat.parse(program)));
            assertThatThrownBy(() -> instance.func("run").call()).isInstanceOfSatisfying(WasmThrown.class, thrown -> {
                assertThat(thrown.is(instance.tag("e"))).isTrue();
                assertThat(thrown.values().get(0).i32()).isEqualTo(4);
            });
        }
    }

    private static final String ASKING = """
            (module
              (type $f (func (result i32))) (type $k (cont $f))
              (type $fi (func (param i32) (result i32))) (type $ki (cont $fi))
              (import "host" "tag" (tag $ask (param i32) (result i32)))
              (import "host" "ask" (func $host (param i32) (result i32)))
              (global $waiting (mut (ref null $ki)) (ref.null $ki))
              (elem declare func $asks)
              (func $asks (export "asks") (result i32)
                (i32.sub (call $between (i32.const 7)) (call $between (i32.const 3))))
              (func $between (param $x i32) (result i32)
                (i32.add (i32.const 1000) (call $host (local.get $x))))
              ;; Answers with ten times the question.
              (func (export "run") (result i32)
                (local $k (ref null $ki))
                (local $x i32)
                (block $first (result i32 (ref $ki))
                  (return (resume $k (on $ask $first) (cont.new $k (ref.func $asks)))))
                (local.set $k)
                (local.set $x)
                (loop $next (result i32)
                  (block $on (result i32 (ref $ki))
                    (return (resume $ki (on $ask $on) (i32.mul (local.get $x) (i32.const 10)) (local.get $k))))
                  (local.set $k)
                  (local.set $x)
                  (br $next)))
              (func (export "begin") (result i32)
                (block $first (result i32 (ref $ki))
                  (return (resume $k (on $ask $first) (cont.new $k (ref.func $asks)))))
                (global.set $waiting))
              (func (export "answer") (param $x i32) (result i32)
                (block $on (result i32 (ref $ki))
                  (return (resume $ki (on $ask $on) (local.get $x) (global.get $waiting))))
                (global.set $waiting)))
            """;

    private static Linker<Void> asking(Store<Void> store) {
        return asking(store, Tag.of(store, FuncType.of(ValType.I32).returning(ValType.I32)));
    }

    private static Linker<Void> asking(Store<Void> store, Tag ask) {
        return new Linker<Void>(store.engine()).define("host", "tag", ask).func("host", "ask",
                FuncType.of(ValType.I32).returning(ValType.I32), (caller, args) -> {
                    throw caller.suspendWith(ask, args.i32(0));
                });
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aHostFunctionSuspendsWhatHasCalledIt(Tier tier) {
        try (Engine engine = engine(tier); Store<Void> store = new Store<>(engine)) {
            Tag ask = Tag.of(store, FuncType.of(ValType.I32).returning(ValType.I32));
            Instance instance = asking(store, ask).instantiate(store, Module.of(engine, Wat.parse(ASKING)));
            for (int round = 0; round < 200; round++) {
                assertThat(call(instance, "run")).isEqualTo(40);
            }
            Continuation.Suspended seven = (Continuation.Suspended) Continuation.of(instance.func("asks"))
                    .resume(List.of(ask));
            assertThat(seven.values().get(0).i32()).isEqualTo(7);
            Continuation.Suspended three = (Continuation.Suspended) seven.continuation().resume(List.of(ask), 5);
            assertThat(((Continuation.Ended) three.continuation().resume(List.of(ask), 2)).values().get(0).i32()).isEqualTo(3);
            assertThatThrownBy(() -> instance.func("asks").call()).isInstanceOfSatisfying(Trap.class,
                    trap -> assertThat(trap.code()).isEqualTo(TrapCode.UNHANDLED_TAG));
        }
    }

    @Test
    void whatAHostFunctionHasSuspendedIsSaved() throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        byte[] wasm = Wat.parse(ASKING);
        try (Engine engine = engine(Tier.COMPILED); Store<Void> store = new Store<>(engine)) {
            Instance instance = asking(store).instantiate(store, Module.of(engine, wasm));
            assertThat(call(instance, "begin")).isEqualTo(7);
            assertThat(call(instance, "answer", 50)).isEqualTo(3);
            Snapshot.of(instance).write(saved);
        }
        try (Engine engine = engine(Tier.INTERPRETER); Store<Void> store = new Store<>(engine)) {
            Instance instance = Snapshot.read(new ByteArrayInputStream(saved.toByteArray()))
                    .restore(store, asking(store), Module.of(engine, wasm)).instance();
            assertThat(call(instance, "answer", 8)).isEqualTo(42);
        }
    }

    @Test
    void withoutTheFeatureNothingOfItIsThere() {
        try (Engine engine = Engine.create()) {
            assertThatThrownBy(() -> Module.of(engine, WASM)).isInstanceOfSatisfying(ModuleException.class,
                    e -> assertThat(e.missingFeature()).contains(Feature.STACK_SWITCHING));
            Store<Void> store = new Store<>(engine);
            assertThatIllegalArgumentException().isThrownBy(
                    () -> Tag.of(store, FuncType.of().returning(ValType.I32)));
        }
        try (Engine engine = engine(Tier.INTERPRETER)) {
            assertThatThrownBy(() -> Module.of(engine, Wat.parse("""
                    (module (type $f (func)) (type $k (cont $f))
                      (func (param contref) (result i32) (ref.test (ref $k) (local.get 0))))
                    """))).isInstanceOf(InvalidException.class).hasMessageContaining("invalid cast to continuation types");
        }
    }
}
