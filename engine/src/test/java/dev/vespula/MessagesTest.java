package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

/** What exceptions tell, and that they still do after Java serialisation. */
class MessagesTest {
    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);
    private final Linker<Void> linker = new Linker<>(engine);

    private Instance recursive() {
        WasmBuilder builder = new WasmBuilder();
        builder.func("down", "i", "i", "",
                "local.get 0; i32.eqz; if; unreachable; end; local.get 0; i32.const 1; i32.sub; call 0");
        return linker.instantiate(store, builder.module(engine));
    }

    private static <E> E serialised(E object) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(object);
            @SuppressWarnings("unchecked")
            E copy = (E) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            return copy;
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void componentsAndOtherVersionsAreNamed() {
        assertThatThrownBy(() -> Module.of(engine, new byte[] {0, 'a', 's', 'm', 13, 0, 1, 0}))
                .isInstanceOf(MalformedException.class).hasMessageContaining("this is a component (version 13");
        assertThatThrownBy(() -> Module.of(engine, new byte[] {0, 'a', 's', 'm', 2, 0, 0, 0}))
                .isInstanceOf(MalformedException.class).hasMessageContaining("a module of version 2, and only version 1");
    }

    @Test
    void aWrongCallNamesTheExport() {
        Func down = recursive().func("down");
        assertThatThrownBy(down::call).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the function \"down\" of type [i32] -> [i32] takes 1 arguments but was given 0");
        assertThatThrownBy(() -> down.call("text")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("argument 0: expected Integer for i32");
    }

    @Test
    void allMissingImportsAreTold() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "a", "i", "");
        builder.importFunc("wasi_snapshot_preview1", "fd_write", "iiii", "i");
        builder.importFunc("env", "there", "", "");
        builder.importFunc("env\u001b[2J", "b\n", "", "");
        linker.func("env", "there", FuncType.of(), (caller, args) -> {});
        Module module = builder.module(engine);
        assertThatThrownBy(() -> linker.instantiate(store, module)).isInstanceOf(LinkException.class).hasMessage("""
                unknown import: `env::a` of type [i32] -> [] has not been defined, nor have
                  `wasi_snapshot_preview1::fd_write` of type [i32 i32 i32 i32] -> [i32]
                  `env\\u{1b}[2J::b\\u{a}` of type [] -> []
                wasi_snapshot_preview1 is WASI preview 1, for which there is the artifact dev.vespula:vespula-wasi: \
                Wasi.builder() ... .build().addTo(linker)""");
    }

    @Test
    void ofManyMissingImportsTheFirstAreTold() {
        WasmBuilder builder = new WasmBuilder();
        for (int i = 0; i < 1000; i++) {
            builder.importFunc("env", "f" + i, "", "");
        }
        Module module = builder.module(engine);
        assertThatThrownBy(() -> linker.instantiate(store, module)).isInstanceOf(LinkException.class)
                .hasMessageContaining("`env::f50` ").hasMessageEndingWith("\n  ... 949 more");
    }

    @Test
    void nullIsRefusedWhereItIsDefined() {
        assertThatThrownBy(() -> linker.func("env", "f", FuncType.of(), (HostFunction<Void>) null))
                .isInstanceOf(NullPointerException.class).hasMessage("null was given for `env::f`");
        assertThatThrownBy(() -> linker.func("env", "f", (MethodHandle) null))
                .isInstanceOf(NullPointerException.class).hasMessage("null was given for `env::f`");
        assertThatThrownBy(() -> linker.func("env", "f", FuncType.of(), (MethodHandle) null))
                .isInstanceOf(NullPointerException.class).hasMessage("null was given for `env::f`");
        assertThatThrownBy(() -> linker.func("env", "f", IntBinaryOperator.class, null))
                .isInstanceOf(NullPointerException.class).hasMessage("null was given for `env::f`");
        assertThatThrownBy(() -> linker.asyncFunc("env", "f", FuncType.of(), null))
                .isInstanceOf(NullPointerException.class).hasMessage("null was given for `env::f`");
        assertThatThrownBy(() -> linker.define("env", "f", (Extern) null))
                .isInstanceOf(NullPointerException.class).hasMessage("null was given for `env::f`");
        assertThatThrownBy(() -> Func.of(store, FuncType.of(), null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Func.wrap(store, IntBinaryOperator.class, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aliasesAreMadeInTheOrderOfTheDefinitions() {
        for (int i = 0; i < 50; i++) {
            linker.func("a", "f" + i, FuncType.of(), (caller, args) -> {});
        }
        linker.func("b", "f7", FuncType.of(), (caller, args) -> {});
        linker.func("b", "f3", FuncType.of(), (caller, args) -> {});
        assertThatThrownBy(() -> linker.aliasModule("a", "b")).isInstanceOf(LinkException.class).hasMessageContaining(
                "`b::f3`");
    }

    @Test
    void longBacktracesCountWhatTheyLeaveOut() {
        assertThatExceptionOfType(Trap.class).isThrownBy(() -> recursive().func("down").call(5000)).satisfies(trap -> {
            assertThat(trap.frames()).hasSize(128);
            assertThat(trap.framesLeftOut()).isEqualTo(5001 - 128);
            assertThat(trap).hasMessage("wasm trap: wasm `unreachable` instruction executed (4,873 outer frames left out)");
            assertThat(trap.getStackTrace()).hasSize(128);
        });
    }

    @Test
    void trapsKeepWhatTheyTell() {
        assertThatExceptionOfType(Trap.class).isThrownBy(() -> recursive().func("down").call(500)).satisfies(trap -> {
            Trap copy = serialised(trap);
            assertThat(copy.code()).isEqualTo(TrapCode.UNREACHABLE);
            assertThat(copy.frames()).isEqualTo(trap.frames()).hasSize(128);
            assertThat(copy.framesLeftOut()).isEqualTo(trap.framesLeftOut()).isPositive();
            assertThat(copy.getMessage()).isEqualTo(trap.getMessage());
            assertThat(copy.getStackTrace()).isEqualTo(trap.getStackTrace());
        });
    }

    @Test
    void exceptionsOfWasmKeepWhatTheyTell() {
        WasmThrown thrown = new WasmThrown(Tag.of(store, FuncType.of(ValType.I32)), 42);
        WasmThrown copy = serialised(thrown);
        assertThat(copy.getMessage()).isEqualTo(thrown.getMessage()).contains("42");
        assertThat(copy.detail()).isEqualTo(thrown.detail());
        assertThat(copy.is(thrown.tag())).isFalse();
        assertThatThrownBy(copy::values).isInstanceOf(IllegalStateException.class);
        assertThat(serialised(copy).getMessage()).isEqualTo(thrown.getMessage());
    }

    @Test
    void refusalsKeepWhatTheyTell() {
        InvalidException refused = new InvalidException("type mismatch", 18, 3, "name\n");
        InvalidException copy = serialised(refused);
        assertThat(copy.getMessage()).isEqualTo(refused.getMessage()).contains("<name\\u{a}>");
        assertThat(List.of(copy.reason(), copy.offset(), copy.functionIndex(), copy.functionName().orElseThrow()))
                .containsExactly("type mismatch", 18L, 3, "name\n");
        assertThat(serialised(new SnapshotException(SnapshotException.Reason.CORRUPT, "m")).reason())
                .isEqualTo(SnapshotException.Reason.CORRUPT);
        assertThat(serialised(new ExitException(3)).status()).isEqualTo(3);
        assertThat(serialised(new HostSuspension("payload")).payload()).isEqualTo("payload");
        assertThat(serialised(new HostSuspension(new Object())).payload()).isNull();
    }

    @Test
    void threadsWithoutNameAreToldByNumber() throws Exception {
        CompletableFuture<String> message = new CompletableFuture<>();
        Func busy = recursive().func("down");
        linker.func("env", "other", FuncType.of(), (caller, args) -> {
            Thread other = new Thread(() -> {
                try {
                    busy.call(1);
                    message.complete("no error");
                } catch (IllegalStateException e) {
                    message.complete(e.getMessage() + Thread.currentThread().getId());
                }
            }, "");
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "other", "", "");
        builder.func("f", "", "", "", "call 0");
        linker.instantiate(store, builder.module(engine)).func("f").call();
        assertThat(message.get()).matches("(?s).*was entered by thread #(\\d+):.*\\1");
    }
}
