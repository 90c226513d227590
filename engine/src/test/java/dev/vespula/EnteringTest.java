package dev.vespula;

import static dev.vespula.types.ValType.EXTERNREF;
import static dev.vespula.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.Limits;
import dev.vespula.types.RefType;
import dev.vespula.types.TableType;
import dev.vespula.types.ValType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** However an operation on a store fails, it leaves the store: another thread may use it afterwards. */
class EnteringTest {
    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);
    private final Linker<Void> linker = new Linker<>(engine);
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    /** Cannot be looked at in any way but its class. */
    private static final class Hostile {
        @Override
        public String toString() {
            throw new UnsupportedOperationException("toString");
        }

        @Override
        public int hashCode() {
            throw new UnsupportedOperationException("hashCode");
        }

        @Override
        public boolean equals(Object other) {
            throw new UnsupportedOperationException("equals");
        }
    }

    private interface Exports {
        int same(int value);

        Object host(int value);

        void unreachable();
    }

    private static final Hostile HOSTILE = new Hostile();
    private static final String NAME = Hostile.class.getTypeName();

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    private WasmBuilder program() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "host", "i", "e");
        builder.func("same", "i", "i", "", "local.get 0");
        builder.func("callsHost", "i", "e", "", "local.get 0; call 0");
        builder.func("unreachable", "", "", "", "unreachable");
        builder.func("keep", "e", "e", "", "local.get 0");
        builder.func("function", "c", "", "", "");
        builder.export("host", 0, 0);
        return builder;
    }

    private Instance instance() {
        linker.func("env", "host", FuncType.of(I32).returning(EXTERNREF), (caller, args) -> {
            switch (args.i32(0)) {
                case 0 -> args.result(0, HOSTILE);
                case 1 -> throw caller.suspend(HOSTILE);
                case 2 -> throw new IllegalStateException("host");
                case 3 -> throw new StackOverflowError();
                case 4 -> throw new OutOfMemoryError("of the host");
                case 5 -> caller.func("same").call(HOSTILE);
                default -> {
                    // No result.
                }
            }
        });
        return linker.instantiate(store, program().module(engine));
    }

    /** Fails, and leaves the store. */
    private void fails(Instance instance, Class<? extends Throwable> failure, Executable operation) throws Exception {
        assertThatThrownBy(operation::execute).isInstanceOf(failure).satisfies(thrown -> {
            if (thrown instanceof UnsupportedOperationException) {
                throw new AssertionError("the object was asked", thrown);
            }
        });
        free(instance);
    }

    private void free(Instance instance) throws Exception {
        Callable<Object[]> call = () -> instance.func("same").call(5);
        try {
            assertThat(other.submit(call).get()).containsExactly(5);
        } catch (ExecutionException e) {
            throw new AssertionError("the store is locked", e.getCause());
        }
    }

    @Test
    void callsOfEveryKind() throws Exception {
        Instance instance = instance();
        Func same = instance.func("same");
        fails(instance, IllegalArgumentException.class, () -> same.call(HOSTILE));
        fails(instance, IllegalArgumentException.class, () -> same.call());
        fails(instance, IllegalArgumentException.class, () -> same.call((Object) null));
        fails(instance, IllegalArgumentException.class, () -> same.callResumable(HOSTILE));
        fails(instance, IllegalArgumentException.class, () -> same.callVals(Val.ref(EXTERNREF, HOSTILE)));
        fails(instance, IllegalArgumentException.class, () -> instance.func("function").call(HOSTILE));
        fails(instance, IllegalArgumentException.class, () -> instance.func("function").methodHandle()
                .asType(java.lang.invoke.MethodType.methodType(void.class, Object.class)).invoke((Object) foreign()));
        fails(instance, ExecutionException.class, () -> same.callAsync(HOSTILE).get());
        for (String function : List.of("callsHost", "host")) {
            Func calls = instance.func(function);
            for (int kind = 2; kind < 7; kind++) {
                int argument = kind;
                fails(instance, Throwable.class, () -> calls.call(argument));
                fails(instance, Throwable.class, () -> calls.callVals(Val.i32(argument)));
                fails(instance, Throwable.class, () -> calls.methodHandle().invoke(argument));
                fails(instance, ExecutionException.class, () -> calls.callAsync(argument).get());
            }
            assertThat(calls.call(0)[0]).isSameAs(HOSTILE);
            free(instance);
        }
        fails(instance, Trap.class, () -> instance.func("unreachable").call());
        Exports exports = instance.exports(Exports.class);
        fails(instance, Trap.class, exports::unreachable);
        fails(instance, IllegalStateException.class, () -> exports.host(2));
        fails(instance, HostSuspension.class, () -> exports.host(1));
        assertThat(exports.host(0)).isSameAs(HOSTILE);
        free(instance);
    }

    /** A function of another store. */
    private Func foreign() {
        return Func.of(new Store<Void>(engine), FuncType.of(), (caller, args) -> {});
    }

    @Test
    void suspendedCalls() throws Exception {
        Instance instance = instance();
        for (String function : List.of("callsHost", "host")) {
            HostSuspended paused = (HostSuspended) instance.func(function).callResumable(1);
            free(instance);
            fails(instance, IllegalArgumentException.class, paused::resume);
            fails(instance, IllegalArgumentException.class, () -> paused.resume(Val.i32(1)));
            fails(instance, SnapshotException.class, () -> Snapshot.of(paused));
            assertThat(((CallOutcome.Finished) paused.resume(HOSTILE)).values().get(0).ref()).isSameAs(HOSTILE);
            free(instance);
            fails(instance, IllegalStateException.class, () -> paused.resume(HOSTILE));
            paused.close();
            free(instance);
        }
        HostFailed failed = (HostFailed) instance.func("callsHost").callResumable(2);
        free(instance);
        failed.close();
        failed.close();
        free(instance);
    }

    /** What a host function threw cannot even tell what it is, when it is saved. */
    @Test
    void failuresWithoutAText() throws Exception {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "fail", "", "");
        builder.func("run", "", "", "", "call 0");
        builder.func("same", "i", "i", "", "local.get 0");
        Module module = builder.module(engine);
        Linker<Void> own = new Linker<Void>(engine).func("env", "fail", FuncType.of(), (caller, args) -> {
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String toString() {
                    throw new UnsupportedOperationException("toString");
                }
            };
        });
        Instance instance = own.instantiate(store, module);
        HostFailed paused = (HostFailed) instance.func("run").callResumable();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Snapshot.of(paused).write(bytes);
        free(instance);
        Snapshot read = Snapshot.read(new ByteArrayInputStream(bytes.toByteArray()));
        SuspendedCall restored = read.restore(new Store<Void>(engine), own, module).call().orElseThrow();
        assertThat(((HostFailed) restored).cause()).hasMessage(paused.cause().getClass().getName());
    }

    @Test
    void instancesTablesGlobalsAndSnapshots() throws Exception {
        Instance instance = instance();
        WasmBuilder starting = new WasmBuilder();
        starting.func("start", "", "", "", "unreachable");
        starting.start(0);
        fails(instance, Trap.class, () -> linker.instantiate(store, starting.module(engine)));
        fails(instance, LinkException.class,
                () -> new Linker<Void>(engine).instantiate(store, program().module(engine)));
        Table table = Table.of(store, TableType.of(ValType.FUNCREF, Limits.atLeast(1)), null);
        fails(instance, IllegalArgumentException.class, () -> table.set(0, HOSTILE));
        fails(instance, IllegalArgumentException.class, () -> table.fill(0, HOSTILE, 1));
        fails(instance, IllegalArgumentException.class, () -> table.grow(1, HOSTILE));
        fails(instance, IllegalArgumentException.class,
                () -> Table.of(store, TableType.of(ValType.FUNCREF, Limits.atLeast(1)), HOSTILE));
        for (ValType type : List.of(I32, ValType.I64, ValType.F32, ValType.F64, ValType.V128, ValType.FUNCREF)) {
            Global global = Global.of(store, new GlobalType(type, true), type instanceof RefType ? null : Val.of(type, zero(
                    type)));
            fails(instance, IllegalArgumentException.class, () -> global.set(HOSTILE));
            fails(instance, IllegalArgumentException.class, () -> global.set(Val.ref(EXTERNREF, HOSTILE)));
            fails(instance, IllegalArgumentException.class, () -> Global.of(store, new GlobalType(type, true), HOSTILE));
        }
        Global holding = Global.of(store, new GlobalType(EXTERNREF, true), HOSTILE);
        assertThat(holding.toString()).contains(NAME);
        Tag tag = Tag.of(store, FuncType.of(EXTERNREF));
        assertThat(new WasmThrown(tag, HOSTILE)).hasMessageContaining(NAME);
        fails(instance, IllegalArgumentException.class, () -> new WasmThrown(Tag.of(store, FuncType.of(I32)), HOSTILE));
        Instance keeping = linker.instantiate(store, holdingModule());
        Table kept = keeping.table("table");
        kept.set(0, HOSTILE);
        fails(instance, SnapshotException.class, () -> Snapshot.of(keeping));
    }

    private Module holdingModule() {
        WasmBuilder builder = new WasmBuilder();
        builder.table('e', 1);
        builder.export("table", 1, 0);
        return builder.module(engine);
    }

    private static Object zero(ValType type) {
        return type == I32 ? (Object) 0 : type == ValType.I64 ? (Object) 0L : type == ValType.F32 ? (Object) 0f
                : type == ValType.F64 ? (Object) 0.0 : V128.ZERO;
    }

    @Test
    void whatHooksThrow() throws Exception {
        Instance instance = instance();
        for (CallHook.Crossing where : CallHook.Crossing.values()) {
            List<Executable> calls = new ArrayList<>();
            calls.add(() -> instance.func("callsHost").call(0));
            calls.add(() -> instance.func("callsHost").methodHandle().invoke(0));
            calls.add(() -> instance.func("callsHost").callResumable(0));
            for (Executable call : calls) {
                store.callHook((data, crossing) -> {
                    if (crossing == where) {
                        throw new IllegalStateException(where.name());
                    }
                });
                try {
                    call.execute();
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessage(where.name());
                } catch (Throwable e) {
                    throw new AssertionError(e);
                }
                other.submit(() -> store.callHook(null)).get();
                free(instance);
            }
        }
    }
}
