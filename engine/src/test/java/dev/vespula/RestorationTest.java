package dev.vespula;

import static dev.vespula.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.SnapshotException.Reason;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.NumType;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Instances that are linked one by one when a snapshot is restored: same names of imports, different things behind them. */
class RestorationTest {
    private final Engine engine = Engine.create();
    private final Module provider = provider();
    private final Module user = user();

    private Module provider() {
        WasmBuilder builder = new WasmBuilder();
        builder.memory(1);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        builder.func("peek", "", "i", "", "i32.const 0; i32.load");
        return builder.module(engine);
    }

    /** run() = memory[0] += ask() + global++ */
    private Module user() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("", "ask", "", "i");
        builder.importMemory("", "memory", 1);
        builder.importGlobal("", "count", 'i', 1);
        builder.func("run", "", "i", "", """
                i32.const 0; i32.const 0; i32.load; call 0; i32.add; global.get 0; i32.add; i32.store
                global.get 0; i32.const 1; i32.add; global.set 0; i32.const 0; i32.load""");
        return builder.module(engine);
    }

    private Func answering(Store<?> store, int answer) {
        return Func.of(store, FuncType.of().returning(I32), (caller, args) -> {
            if (answer == 0) {
                throw caller.suspend(null);
            }
            args.result(0, answer);
        });
    }

    private Global count(Store<?> store) {
        return Global.of(store, new GlobalType(NumType.I32, true), 100);
    }

    private List<Extern> imports(Store<?> store, Instance provided, int answer, Global count) {
        return List.of(answering(store, answer), provided.memory("memory"), count);
    }

    private static void assertRefused(ThrowingCallable restoring, Reason reason) {
        assertThatThrownBy(restoring).isInstanceOfSatisfying(SnapshotException.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }

    @Test
    void eachInstanceGetsWhatItImported() {
        Store<Void> store = new Store<>(engine);
        Instance memory = Instance.of(store, provider, List.of());
        Global own = count(store);
        Instance tens = Instance.of(store, user, imports(store, memory, 10, count(store)));
        Instance waiting = Instance.of(store, user, imports(store, memory, 0, own));
        assertThat(tens.func("run").call()).containsExactly(110);
        HostSuspended paused = (HostSuspended) waiting.func("run").callResumable();
        own.set(7);
        Snapshot snapshot = SnapshotTest.read(SnapshotTest.bytes(Snapshot.of(paused, List.of(memory, tens, waiting),
                ReferenceCodec.NONE)));
        assertThat(snapshot.instanceCount()).isEqualTo(3);

        Store<Void> other = new Store<>(engine);
        Restoration restoration = snapshot.restoration(other, ReferenceCodec.NONE);
        Instance again = restoration.link(provider, List.of());
        Global given = count(other);
        Instance tensAgain = restoration.link(user, imports(other, again, 10, count(other)));
        restoration.link(user, imports(other, again, 0, given));
        Snapshot.Restored restored = restoration.finish();
        assertThat(given.get()).isEqualTo(7);
        assertThat(again.func("peek").call()).containsExactly(110);
        assertThat(((HostSuspended) restored.call().orElseThrow()).resume(1)).isInstanceOfSatisfying(
                CallOutcome.Finished.class, done -> assertThat(done.results()).containsExactly(110 + 1 + 7));
        assertThat(given.get()).isEqualTo(8);
        assertThat(tensAgain.func("run").call()).containsExactly(118 + 10 + 101);
    }

    @Test
    void whatIsLinkedOtherwiseIsRefused() {
        Store<Void> store = new Store<>(engine);
        Instance first = Instance.of(store, provider, List.of());
        Instance second = Instance.of(store, provider, List.of());
        Instance tens = Instance.of(store, user, imports(store, second, 10, count(store)));
        Snapshot snapshot = Snapshot.of(List.of(first, second, tens), ReferenceCodec.NONE);

        Store<Void> other = new Store<>(engine);
        Restoration wrongMemory = snapshot.restoration(other, ReferenceCodec.NONE);
        Instance one = wrongMemory.link(provider, List.of());
        wrongMemory.link(provider, List.of());
        wrongMemory.link(user, imports(other, one, 10, count(other)));
        assertRefused(wrongMemory::finish, Reason.CORRUPT);

        Restoration wrongModule = snapshot.restoration(other, ReferenceCodec.NONE);
        assertRefused(() -> wrongModule.link(user, imports(other, one, 10, count(other))), Reason.WRONG_MODULE);

        Restoration tooFew = snapshot.restoration(other, ReferenceCodec.NONE);
        tooFew.link(provider, List.of());
        assertRefused(tooFew::finish, Reason.WRONG_MODULE);

        Restoration wrongImport = snapshot.restoration(other, ReferenceCodec.NONE);
        wrongImport.link(provider, List.of());
        wrongImport.link(provider, List.of());
        assertRefused(() -> wrongImport.link(user, List.of()), Reason.WRONG_IMPORT);

        Restoration tooMany = Snapshot.of(first).restoration(other, ReferenceCodec.NONE);
        tooMany.link(provider, List.of());
        assertRefused(() -> tooMany.link(provider, List.of()), Reason.WRONG_MODULE);
    }
}
