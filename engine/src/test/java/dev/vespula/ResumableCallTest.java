package dev.vespula;

import static dev.vespula.types.ValType.EXTERNREF;
import static dev.vespula.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ResumableCallTest {
    private static final FuncType UNARY = FuncType.of(I32).returning(I32);
    /** A sum of 1 .. n by recursion, with memory.fill and a loop in between. */
    private static final String SUM = """
            i32.const 0; local.get 0; i32.const 200; memory.fill
            i32.const 3; local.set 1
            loop; local.get 1; i32.const 1; i32.sub; local.tee 1; br_if 0; end
            local.get 0; i32.eqz; if i; i32.const 0
            else; local.get 0; local.get 0; i32.const 1; i32.sub; call 0; i32.add; end""";

    private static Engine metered(CompilationMode mode) {
        return Engine.of(new Config().withFuel(Config.FuelMetering.ON).withCompilationMode(mode));
    }

    private static Func sum(Engine engine, Store<Void> store) {
        WasmBuilder builder = new WasmBuilder();
        builder.memory(1);
        builder.func("sum", "i", "i", "i", SUM);
        return new Linker<Void>(engine).instantiate(store, builder.module(engine)).func("sum");
    }

    /** Module with run(x) = 10 * ask(x) + 1, ask imported; {@code call} may be a tail call. */
    private static Func asking(Store<Void> store, HostFunction<Void> ask, String code) {
        Engine engine = store.engine();
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "ask", "i", "i");
        builder.func("", "", "", "nop");
        builder.func("tail", "i", "i", "", "local.get 0; return_call 0");
        builder.func("run", "i", "i", "", code);
        return new Linker<Void>(engine).func("env", "ask", UNARY, ask).instantiate(store, builder.module(engine))
                .func("run");
    }

    private static final String ASK = "local.get 0; call 0; i32.const 10; i32.mul; i32.const 1; i32.add";

    @Test
    void stoppingAtEveryChargeChangesNothing() {
        for (CompilationMode mode : CompilationMode.values()) {
            Engine engine = metered(mode);
            Store<Void> store = new Store<>(engine);
            store.setFuel(1_000_000);
            Object[] expected = sum(engine, store).call(20);
            long used = 1_000_000 - store.fuel();

            Engine fresh = metered(mode);
            Store<Void> poor = new Store<>(fresh);
            Func func = sum(fresh, poor);
            long paid = 0;
            int stops = 0;
            CallOutcome outcome = func.callResumable(20);
            while (outcome instanceof OutOfFuel paused) {
                assertThat(poor.fuel()).isZero();
                poor.setFuel(paused.requiredFuel());
                paid += paused.requiredFuel();
                stops++;
                outcome = paused.resume();
            }
            assertThat(((CallOutcome.Finished) outcome).results()).isEqualTo(expected);
            assertThat(paid).isEqualTo(used);
            assertThat(stops).isGreaterThan(100);
        }
    }

    private static Store<Void> storeOf(Engine engine) {
        return new Store<>(engine);
    }

    @Test
    void requiredFuelIsTheChargeNotTheShortfall() {
        Engine engine = metered(CompilationMode.EAGER);
        Store<Void> store = new Store<>(engine);
        WasmBuilder builder = new WasmBuilder();
        builder.func("add", "ii", "i", "", "local.get 0; local.get 1; i32.add");
        Func add = new Linker<Void>(engine).instantiate(store, builder.module(engine)).func("add");
        store.setFuel(1);
        OutOfFuel paused = (OutOfFuel) add.callResumable(1, 2);
        assertThat(paused.requiredFuel()).isEqualTo(4);
        assertThat(store.fuel()).isEqualTo(1);
        OutOfFuel again = (OutOfFuel) paused.resume();
        store.setFuel(4);
        assertThat(((CallOutcome.Finished) again.resume()).results()).containsExactly(3);
        assertThat(store.fuel()).isZero();
    }

    @Test
    void hostFunctionSuspendsAndIsAnswered() {
        Store<Void> store = storeOf(Engine.of(new Config()));
        Func run = asking(store, (caller, args) -> {
            throw caller.suspend("question " + args.i32(0));
        }, ASK);
        HostSuspended paused = (HostSuspended) run.callResumable(7);
        assertThat(paused.payload()).isEqualTo("question 7");
        assertThat(paused.hostFunction().type()).isEqualTo(UNARY);
        assertThat(paused.function()).isSameAs(run);
        CallOutcome.Finished done = (CallOutcome.Finished) paused.resume(4);
        assertThat(done.results()).containsExactly(41);
        assertThat(paused.isSpent()).isTrue();
        assertThatThrownBy(() -> paused.resume(4)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wrongResultsLeaveTheCallResumable() {
        Store<Void> store = storeOf(Engine.of(new Config()));
        Func run = asking(store, (caller, args) -> {
            throw caller.suspend(null);
        }, ASK);
        HostSuspended paused = (HostSuspended) run.callResumable(7);
        assertThatThrownBy(paused::resume).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 results but was given 0");
        assertThatThrownBy(() -> paused.resume(1L)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("result 0");
        assertThat(paused.isSpent()).isFalse();
        assertThat(((CallOutcome.Finished) paused.resume(1)).results()).containsExactly(11);
    }

    @Test
    void anExceptionOfAHostFunctionIsAFailureThatCanBeMended() {
        Store<Void> store = storeOf(Engine.of(new Config()));
        RuntimeException broken = new UncheckedIOException(new java.io.IOException("gone"));
        Func run = asking(store, (caller, args) -> {
            throw broken;
        }, ASK);
        HostFailed failed = (HostFailed) run.callResumable(7);
        assertThat(failed.cause()).isSameAs(broken);
        assertThat(WasmBacktrace.of(broken)).extracting(WasmFrame::functionName).containsExactly("run");
        assertThat(((CallOutcome.Finished) failed.resume(2)).results()).containsExactly(21);
        assertThatThrownBy(() -> run.call(7)).isSameAs(broken);
        assertThat(WasmBacktrace.of(broken)).extracting(WasmFrame::functionName).containsExactly("run");
    }

    @Test
    void aFailureThatSaysNothingIsAFailureAfterASnapshot() {
        class Silent extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
                return null;
            }
        }
        Engine engine = Engine.of(new Config());
        HostFunction<Void> ask = (caller, args) -> {
            throw new Silent();
        };
        Linker<Void> linker = new Linker<Void>(engine).func("env", "ask", UNARY, ask);
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "ask", "i", "i");
        builder.func("run", "i", "i", "", ASK);
        Module module = builder.module(engine);
        Func run = linker.instantiate(storeOf(engine), module).func("run");
        HostFailed failed = (HostFailed) run.callResumable(7);
        Snapshot.Restored restored = Snapshot.of(failed).restore(storeOf(engine), linker, module);
        assertThat(((HostFailed) restored.call().orElseThrow()).cause()).hasMessage(Silent.class.getName());
    }

    @Test
    void theEndOfAProgramIsNeitherAPauseNorAFailure() {
        Store<Void> store = storeOf(Engine.of(new Config()));
        Func run = asking(store, (caller, args) -> {
            throw new ExitException(args.i32(0));
        }, ASK);
        assertThatThrownBy(() -> run.callResumable(7)).isInstanceOfSatisfying(ExitException.class,
                exit -> assertThat(exit.status()).isEqualTo(7));
        Func host = Func.of(store, FuncType.of(), (caller, args) -> {
            throw new ExitException(8);
        });
        assertThatThrownBy(host::callResumable).isInstanceOf(ExitException.class);
        assertThatThrownBy(() -> run.call(9)).isInstanceOf(ExitException.class);
    }

    @Test
    void errorsOfTheVirtualMachineAreFinal() {
        Store<Void> store = storeOf(Engine.of(new Config()));
        Func run = asking(store, (caller, args) -> {
            throw new LinkageError("no");
        }, ASK);
        assertThatThrownBy(() -> run.callResumable(7)).isInstanceOf(LinkageError.class);
    }

    @Test
    void trapsAreFinal() {
        Store<Void> store = storeOf(Engine.of(new Config()));
        Func run = asking(store, (caller, args) -> {
            throw caller.suspend(null);
        }, ASK + "; local.get 0; i32.const 0; i32.div_s; drop");
        HostSuspended paused = (HostSuspended) run.callResumable(7);
        assertThatThrownBy(() -> paused.resume(1)).isInstanceOf(Trap.class)
                .satisfies(trap -> assertThat(((Trap) trap).code()).isEqualTo(TrapCode.INTEGER_DIVIDE_BY_ZERO));
        assertThat(run.callResumable(7)).isInstanceOf(HostSuspended.class);
    }

    /** Also if the tail call replaces the only frame: then the host function's results are those of the call. */
    @Test
    void tailCallOfAHostFunctionIsResumable() {
        Store<Void> store = storeOf(Engine.of(new Config()));
        HostFunction<Void> ask = (caller, args) -> {
            throw caller.suspend(args.i32(0));
        };
        Func outermost = asking(store, ask, "local.get 0; return_call 0");
        HostSuspended whole = (HostSuspended) outermost.callResumable(3);
        assertThat(whole.payload()).isEqualTo(3);
        assertThatThrownBy(() -> whole.resume("x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(((CallOutcome.Finished) whole.resume(5)).results()).containsExactly(5);
        assertThatThrownBy(() -> whole.resume(5)).isInstanceOf(IllegalStateException.class);

        Func deeper = asking(store, ask, "local.get 0; call 2; i32.const 100; i32.add");
        HostSuspended paused = (HostSuspended) deeper.callResumable(3);
        assertThat(paused.payload()).isEqualTo(3);
        assertThat(((CallOutcome.Finished) paused.resume(5)).results()).containsExactly(105);
    }

    @Test
    void directCallOfAHostFunctionIsResumable() {
        Store<Void> store = storeOf(Engine.of(new Config()));
        Tag tag = Tag.of(store, FuncType.of());
        Func host = Func.of(store, UNARY, (caller, args) -> {
            if (args.i32(0) < 0) {
                throw new WasmThrown(tag);
            }
            throw args.i32(0) == 0 ? new IllegalStateException("zero") : caller.suspend(args.i32(0));
        });
        HostSuspended paused = (HostSuspended) host.callResumable(1);
        assertThat(paused.payload()).isEqualTo(1);
        assertThat(paused.hostFunction()).isSameAs(host);
        assertThatThrownBy(() -> Snapshot.of(paused)).isInstanceOfSatisfying(SnapshotException.class,
                e -> assertThat(e.reason()).isEqualTo(SnapshotException.Reason.UNSUPPORTED_STATE));
        assertThat(((CallOutcome.Finished) paused.resume(8)).results()).containsExactly(8);
        assertThat(((HostFailed) host.callResumable(0)).cause()).hasMessage("zero");
        assertThatThrownBy(() -> host.callResumable(-1)).isInstanceOf(WasmThrown.class);
        WasmThrown thrown = new WasmThrown(tag);
        assertThatThrownBy(() -> ((HostSuspended) host.callResumable(1)).resumeThrowing(thrown)).isEqualTo(thrown);
        Func fine = Func.of(store, UNARY, (caller, args) -> args.result(0, args.i32(0) + 1));
        assertThat(((CallOutcome.Finished) fine.callResumable(1)).results()).containsExactly(2);
    }

    @Test
    void manyCallsOfOneStoreMayBeSuspendedAtOnceAndGoOnInAnyOrder() {
        Store<Void> store = storeOf(Engine.of(new Config()));
        Func run = asking(store, (caller, args) -> {
            throw caller.suspend(args.i32(0));
        }, ASK);
        List<HostSuspended> paused = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            paused.add((HostSuspended) run.callResumable(i));
        }
        for (int i = 0; i < 20; i += 2) {
            assertThat(((CallOutcome.Finished) paused.get(i).resume(i)).results()).containsExactly(10 * i + 1);
        }
        for (int i = 19; i > 0; i -= 2) {
            paused.get(i).close();
            paused.get(i).close();
            HostSuspended closed = paused.get(i);
            assertThatThrownBy(() -> closed.resume(1)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(((HostSuspended) run.callResumable(99)).payload()).isEqualTo(99);
    }

    @Test
    void anotherThreadMayGoOn() {
        Store<Void> store = storeOf(Engine.of(new Config()));
        Func run = asking(store, (caller, args) -> {
            throw caller.suspend(null);
        }, ASK);
        HostSuspended paused = (HostSuspended) run.callResumable(7);
        CallOutcome outcome = CompletableFuture.supplyAsync(() -> paused.resume(3)).join();
        assertThat(((CallOutcome.Finished) outcome).results()).containsExactly(31);
    }

    @Test
    void innerCallsOfHostFunctionsAreNotCaptured() {
        Engine engine = metered(CompilationMode.EAGER);
        Store<Void> store = new Store<>(engine);
        store.setFuel(1000);
        Func[] inner = new Func[1];
        Func run = asking(store, (caller, args) -> {
            caller.store().setFuel(0);
            args.result(0, inner[0].call(args.i32(0))[0]);
        }, ASK);
        inner[0] = sum(engine, store);
        HostFailed paused = (HostFailed) run.callResumable(2);
        assertThat(paused.cause()).isInstanceOf(Trap.class)
                .satisfies(trap -> assertThat(((Trap) trap).code()).isEqualTo(TrapCode.OUT_OF_FUEL));
        store.setFuel(1000);
        assertThat(((CallOutcome.Finished) paused.resume(9)).results()).containsExactly(91);
    }

    @Test
    void memoryGrownWhileACallIsSuspendedIsSeen() {
        Engine engine = Engine.of(new Config());
        Store<Void> store = new Store<>(engine);
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "ask", "i", "i");
        builder.memory(1);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        builder.func("run", "i", "i", "", "local.get 0; call 0; drop; local.get 0; i32.load");
        Instance instance = new Linker<Void>(engine).func("env", "ask", UNARY, (caller, args) -> {
            throw caller.suspend(null);
        }).instantiate(store, builder.module(engine));
        HostSuspended paused = (HostSuspended) instance.func("run").callResumable(70_000);
        instance.memory("memory").grow(1);
        instance.memory("memory").writeInt(70_000, 5);
        assertThat(((CallOutcome.Finished) paused.resume(0)).results()).containsExactly(5);
    }

    @Test
    void referencesSurviveASuspension() {
        Engine engine = Engine.of(new Config());
        Store<Void> store = new Store<>(engine);
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "ask", "e", "e");
        builder.func("run", "e", "e", "e", "local.get 0; local.set 1; ref.null e; call 0; drop; local.get 1");
        FuncType type = FuncType.of(EXTERNREF).returning(EXTERNREF);
        Func run = new Linker<Void>(engine).func("env", "ask", type, (caller, args) -> {
            throw caller.suspend(args.ref(0));
        }).instantiate(store, builder.module(engine)).func("run");
        Object kept = new Object();
        HostSuspended paused = (HostSuspended) run.callResumable(kept);
        assertThat(paused.payload()).isNull();
        assertThat(((CallOutcome.Finished) paused.resume(new Object())).results()).containsExactly(kept);
    }

    @Test
    void hooksSeeEveryPartOfTheCall() {
        Store<Void> store = storeOf(Engine.of(new Config()));
        List<CallHook.Crossing> crossings = new ArrayList<>();
        store.callHook((data, crossing) -> crossings.add(crossing));
        Func run = asking(store, (caller, args) -> {
            throw caller.suspend(null);
        }, ASK);
        HostSuspended paused = (HostSuspended) run.callResumable(7);
        paused.resume(1);
        assertThat(crossings).containsExactly(CallHook.Crossing.CALLING_WASM, CallHook.Crossing.CALLING_HOST,
                CallHook.Crossing.RETURNING_FROM_WASM, CallHook.Crossing.CALLING_WASM,
                CallHook.Crossing.RETURNING_FROM_WASM);
    }
}
