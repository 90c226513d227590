package dev.vespula;

import static dev.vespula.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store gives back when it is closed, and what can be done with it then. */
class StoreClosingTest {
    private final Engine engine = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
    private final Store<Void> store = new Store<>(engine);
    private final Linker<Void> linker = new Linker<>(engine);

    private Instance instance() {
        store.setFuel(1_000);
        linker.func("env", "ask", FuncType.of(I32).returning(I32), (caller, args) -> {
            switch (args.i32(0)) {
                case 0 -> caller.store().close();
                case 1 -> throw caller.suspend("question");
                default -> args.result(0, 2);
            }
        });
        linker.asyncFunc("env", "later", FuncType.of().returning(I32), (caller, args) -> new CompletableFuture<>());
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "ask", "i", "i");
        builder.importFunc("env", "later", "", "i");
        builder.memory(1);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        builder.func("ask", "i", "i", "", "local.get 0; call 0");
        builder.func("later", "", "i", "", "call 1");
        return linker.instantiate(store, builder.module(engine));
    }

    private static void closed(ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOf(IllegalStateException.class)
                .hasMessage("the store was closed: nothing that was made in it can be used any more");
    }

    @Test
    void everyUseAfterwardsIsAnError() {
        Instance instance = instance();
        Memory memory = instance.memory("memory");
        Func ask = instance.func("ask");
        int first = ask.callI32(5);
        assertThat(first).isEqualTo(2);
        store.close();
        store.close();
        closed(() -> ask.call(5));
        closed(() -> ask.callI32(5));
        closed(() -> ask.methodHandle().invoke(5));
        closed(() -> ask.callResumable(5));
        closed(() -> memory.readInt(0));
        closed(() -> memory.writeByte(7, (byte) 1));
        closed(() -> memory.grow(1));
        assertThatThrownBy(memory::buffer).isInstanceOf(IllegalStateException.class);
        closed(() -> store.setFuel(1));
        closed(() -> store.addFuel(1));
        closed(store::memoryBytes);
        closed(() -> linker.instantiate(store, instance.module()));
        closed(() -> Memory.of(store, MemoryType.of(Limits.atLeast(1))));
        closed(() -> Func.of(store, FuncType.of(), (caller, args) -> {}));
        closed(() -> Snapshot.of(instance));
    }

    @Test
    void whatIsSharedIsGivenBack() {
        ByteBudget bytes = ByteBudget.of(10 << 16);
        FuelBudget fuel = FuelBudget.of(5_000_000);
        store.shareBytes(bytes);
        Instance instance = instance();
        store.shareFuel(fuel);
        instance.func("ask").call(5);
        assertThat(bytes.left()).isEqualTo(9 << 16);
        assertThat(fuel.left()).isLessThan(4_999_900);
        store.close();
        assertThat(bytes.left()).isEqualTo(10 << 16);
        assertThat(fuel.left()).isBetween(4_999_900L, 4_999_999L);
    }

    @Test
    void aSharedMemoryStaysForOtherStores() {
        Memory mine = Memory.of(store, MemoryType.shared(Limits.range(1, 2)));
        mine.writeInt(8, 42);
        Store<Void> other = new Store<>(engine);
        Linker<Void> sharing = new Linker<Void>(engine).define("env", "memory", mine.shared().orElseThrow());
        Memory theirs = (Memory) sharing.get(other, "env", "memory").orElseThrow();
        store.close();
        closed(() -> mine.readInt(8));
        assertThat(theirs.readInt(8)).isEqualTo(42);
    }

    @Test
    void suspendedCallsCannotGoOn() {
        HostSuspended paused = (HostSuspended) instance().func("ask").callResumable(1);
        assertThat(paused.isSpent()).isFalse();
        store.close();
        assertThat(paused.isSpent()).isTrue();
        closed(() -> paused.resume(1));
        closed(() -> Snapshot.of(paused));
        paused.close();
    }

    @Test
    void asynchronousCallsThatWaitAreCancelled() {
        Func later = instance().func("later");
        CompletableFuture<Object[]> waiting = later.callAsync(Runnable::run);
        Deque<Runnable> tasks = new ArrayDeque<>();
        CompletableFuture<Object[]> begun = later.callAsync(tasks::add);
        CompletableFuture<Object[]> queued = later.callAsync(tasks::add);
        assertThat(waiting).isNotDone();
        store.close();
        assertThat(waiting).isCompletedExceptionally();
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        for (CompletableFuture<Object[]> one : List.of(waiting, begun, queued, later.callAsync(Runnable::run))) {
            assertThat(one.isCancelled()).isTrue();
            // What waits for it gets another exception on newer JDKs, with this one as its cause.
            assertThat(one.handle((results, failure) -> failure).join()).isInstanceOf(CancellationException.class)
                    .hasMessage("the store was closed");
        }
    }

    @Test
    void aStoreInUseIsNotClosed() throws Exception {
        Instance instance = instance();
        assertThatThrownBy(() -> instance.func("ask").call(0)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the store cannot be closed by what was called in it");
        linker.allowShadowing().func("env", "ask", FuncType.of(I32).returning(I32), (caller, args) -> {
            assertThatThrownBy(() -> CompletableFuture.runAsync(store::close).join()).hasCauseInstanceOf(
                    IllegalStateException.class);
            args.result(0, 3);
        });
        assertThat(linker.instantiate(store, instance.module()).func("ask").call(5)).containsExactly(3);
    }

    @Test
    void fuelIsAdded() {
        store.setFuel(5);
        store.addFuel(7);
        assertThat(store.fuel()).isEqualTo(12);
        store.addFuel(-3);
        assertThat(store.fuel()).as("no more than there can be").isEqualTo(-1);
        FuelBudget budget = FuelBudget.of(1_000);
        store.shareFuel(budget);
        store.addFuel(50);
        assertThat(budget.left()).isEqualTo(1_050);
        assertThatThrownBy(() -> new Store<>(Engine.create()).addFuel(1)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("metering");
    }

    @Test
    void anInstanceKnowsWhatItIsOf() {
        WasmBuilder builder = new WasmBuilder();
        builder.global('i', 1, "i32.const 0");
        builder.func("_initialize", "", "", "", "global.get 0; i32.const 1; i32.add; global.set 0");
        builder.func("count", "", "i", "", "global.get 0");
        store.setFuel(1_000);
        Module module = builder.module(engine);
        Instance instance = linker.instantiate(store, module).initialize();
        assertThat(instance.module()).isSameAs(module);
        assertThat(instance.store()).isSameAs(store);
        assertThat(instance.func("count").callI32()).isEqualTo(1);
        assertThat(instance().initialize().func("ask").callI32(5)).as("no library").isEqualTo(2);
        WasmBuilder wrong = new WasmBuilder();
        wrong.func("_initialize", "", "i", "", "i32.const 1");
        Instance other = linker.instantiate(store, wrong.module(engine));
        assertThatThrownBy(other::initialize).isInstanceOf(LinkException.class).hasMessageContaining("_initialize");
    }
}
