package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vespula.Config;
import dev.vespula.ExitException;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.WasmBacktrace;
import dev.vespula.WasmFrame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a host function throws reaches the caller as the same object, and tells which Wasm functions it has left. */
class HostBacktraceTest {
    /** With places: the third line has the call of the host. */
    private static final String TEXT = """
            (module $rules (import "h" "f" (func $h (param i32) (result i32)))
              (func $inner (param i32) (result i32)
                (i32.add (i32.const 1) (call $h (local.get 0))))
              (func $outer (export "outer") (param i32) (result i32)
                (i32.add (i32.const 1) (call $inner (local.get 0))))
              (func (export "inner") (param i32) (result i32) (call $inner (local.get 0)))
              (func (export "div") (param i32) (result i32) (i32.div_s (i32.const 1) (local.get 0))))""";

    private static final class Cheap extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cheap() {
            super("cheap", null, true, false);
        }
    }

    private static final class Unsuppressing extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final AtomicInteger ASKED = new AtomicInteger();

        Unsuppressing() {
            super("unsuppressing", null, false, true);
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            ASKED.incrementAndGet();
            return super.getStackTrace();
        }
    }

    /** Its own method gives no trace, or fails. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean fails;

        Broken(boolean fails) {
            this.fails = fails;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            if (fails) {
                throw new IllegalStateException("no trace");
            }
            return null;
        }
    }

    private static Instance instance(Program program, IntUnaryOperator host) {
        program.linker.allowShadowing().func("h", "f", IntUnaryOperator.class, host);
        return program.linker.instantiate(program.store, Module.of(program.engine, "rules.wat", TEXT.getBytes(
                StandardCharsets.UTF_8)));
    }

    private static Throwable thrownBy(Instance instance, String function, int argument) {
        return catchThrowable(() -> instance.func(function).call(argument));
    }

    private static List<String> elements(Throwable thrown) {
        return List.of(thrown.getStackTrace()).stream().map(StackTraceElement::toString).toList();
    }

    private static WasmBacktrace backtrace(Throwable thrown) {
        assertThat(thrown.getSuppressed()).hasSize(1);
        return (WasmBacktrace) thrown.getSuppressed()[0];
    }

    /** Each of the stores is there before anything is thrown. */
    @ParameterizedTest
    @EnumSource
    void whatIsThrownAgainThroughSeveralStoresHasTheFramesOfOneTime(Way way) throws Exception {
        RuntimeException thrown = new IllegalArgumentException("again");
        Instance inner = instance(new Program(way, new Config()), n -> {
            throw thrown;
        });
        Instance outer = instance(new Program(way, new Config()), n -> inner.func("outer").callI32(n));
        for (int round = 0; round < 5; round++) {
            assertThat(thrownBy(outer, "outer", 1)).isSameAs(thrown);
            assertThat(backtrace(thrown).frames()).extracting(WasmFrame::functionName).containsExactly("inner", "outer",
                    "inner",
                    "outer");
        }
    }

    @ParameterizedTest
    @EnumSource
    void exceptionsWhoseOwnMethodsFailArriveAllTheSame(Way way) throws Exception {
        Program program = new Program(way, new Config());
        List<RuntimeException> thrown = List.of(new Broken(false), new Broken(true));
        Instance instance = instance(program, n -> {
            throw thrown.get(n);
        });
        for (int kind = 0; kind < thrown.size(); kind++) {
            RuntimeException caught = null;
            try {
                instance.func("outer").call(kind);
            } catch (RuntimeException e) {
                caught = e;
            }
            // AssertJ would ask it for its trace.
            assertThat(caught == thrown.get(kind)).isTrue();
            assertThat(WasmBacktrace.of(caught)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void framesStandAsThoseOfJava(Way way) throws Exception {
        Program program = new Program(way, new Config());
        Instance instance = instance(program, n -> {
            throw new IllegalArgumentException("no " + n);
        });
        for (int round = 0; round < 3; round++) {
            Throwable thrown = thrownBy(instance, "outer", 7);
            assertThat(thrown).isExactlyInstanceOf(IllegalArgumentException.class).hasMessage("no 7");
            assertThat(elements(backtrace(thrown))).containsExactly("rules.inner(rules.wat:3)", "rules.outer(rules.wat:5)");
            assertThat(WasmBacktrace.of(thrown)).extracting(WasmFrame::source).containsExactly("rules.wat:3:29",
                    "rules.wat:5:29");
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            assertThat(text.toString()).contains("Suppressed: dev.vespula.WasmBacktrace: thrown through WebAssembly")
                    .contains("\t\tat rules.inner(rules.wat:3)");
            Throwable trap = thrownBy(instance, "div", 0);
            assertThat(elements(trap)).containsExactly("rules.div(rules.wat:7)");
            assertThat(WasmBacktrace.of(trap)).isEqualTo(((Trap) trap).frames());
            assertThat(WasmBacktrace.of(new IllegalStateException())).isEmpty();
        }
        Throwable copy = (Throwable) copy(thrownBy(instance, "outer", 7));
        assertThat(elements(backtrace(copy))).hasSize(2);
        assertThat(WasmBacktrace.of(copy)).extracting(WasmFrame::functionName).containsExactly("inner", "outer");
        program.engine.close();
    }

    private static Object copy(Object object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    /** Without a text there are offsets. */
    @ParameterizedTest
    @EnumSource
    void binariesHaveOffsets(Way way) throws Exception {
        Program program = new Program(way, new Config());
        program.linker.func("h", "f", IntUnaryOperator.class, n -> {
            throw new IllegalArgumentException();
        });
        Module module = Module.of(program.engine, "dir/plugin.wasm", Program.binary("""
                (import "h" "f" (func $h (param i32) (result i32)))
                (func (export "run") (param i32) (result i32) (call $h (local.get 0)))"""));
        Throwable thrown = thrownBy(program.linker.instantiate(program.store, module), "run", 1);
        WasmFrame frame = WasmBacktrace.of(thrown).get(0);
        assertThat(elements(backtrace(thrown))).containsExactly("plugin.run(wasm:0x" + Long.toHexString(frame.codeOffset())
                + ")");
        program.engine.close();
    }

    @ParameterizedTest
    @EnumSource
    void activationsAddTheirsInOrder(Way way) throws Exception {
        Program program = new Program(way, new Config());
        Instance[] made = new Instance[1];
        RuntimeException own = new IllegalStateException("own");
        made[0] = instance(program, n -> {
            if (n == 0) {
                throw own;
            }
            // Another store, whose functions come between.
            return n == 1 ? (int) made[0].func("inner").call(0)[0] : other(program, own);
        });
        for (int round = 0; round < 3; round++) {
            assertThat(thrownBy(made[0], "outer", 1)).isSameAs(own);
            assertThat(names(own)).containsExactly("inner", "inner", "inner", "outer");
            assertThat(thrownBy(made[0], "outer", 0)).isSameAs(own);
            assertThat(names(own)).containsExactly("inner", "outer");
        }
        // Thrown in a store that is new each time.
        assertThatThrownBy(() -> other(program, own)).isSameAs(own);
        assertThat(names(own)).containsExactly("inner", "inner");
        assertThatThrownBy(() -> other(program, own)).isSameAs(own);
        assertThat(names(own)).containsExactly("inner", "inner");
        assertThat(thrownBy(made[0], "outer", 2)).isSameAs(own);
        assertThat(names(own)).containsExactly("inner", "inner", "inner", "outer");
        assertThat(own.getSuppressed()).hasSize(1);
        program.engine.close();
    }

    private static int other(Program program, RuntimeException thrown) {
        Linker<Void> linker = new Linker<Void>(program.engine).func("h", "f", IntUnaryOperator.class, n -> {
            throw thrown;
        });
        Instance instance = linker.instantiate(new Store<>(program.engine), Module.of(program.engine, TEXT.getBytes(
                StandardCharsets.UTF_8)));
        return (int) instance.func("inner").call(1)[0];
    }

    private static List<String> names(Throwable thrown) {
        return WasmBacktrace.of(thrown).stream().map(WasmFrame::functionName).toList();
    }

    @ParameterizedTest
    @EnumSource
    void exceptionsThatAreMadeToBeCheapGetNothing(Way way) throws Exception {
        Program program = new Program(way, new Config());
        List<RuntimeException> thrown = List.of(new Cheap(), new Unsuppressing(), new ExitException(1));
        Instance instance = instance(program, n -> {
            throw thrown.get(n);
        });
        int asked = 0;
        for (int round = 0; round < 100; round++) {
            for (int kind = 0; kind < thrown.size(); kind++) {
                assertThat(thrownBy(instance, "outer", kind)).isSameAs(thrown.get(kind));
                assertThat(thrown.get(kind).getSuppressed()).isEmpty();
                assertThat(WasmBacktrace.of(thrown.get(kind))).isEmpty();
            }
            if (round == 0) {
                asked = Unsuppressing.ASKED.get();
            }
        }
        assertThat(Unsuppressing.ASKED).as("the stack trace is made once for a class").hasValue(asked)
                .hasValueLessThanOrEqualTo(1);
        program.engine.close();
    }

    /** One that is thrown again and again has one backtrace, and traps of the host are no others. */
    @ParameterizedTest
    @EnumSource
    void exceptionsThatAreThrownOftenDoNotGrow(Way way) throws Exception {
        Program program = new Program(way, new Config());
        List<RuntimeException> thrown = List.of(new IllegalStateException("static"), new Trap(TrapCode.HOST_INTERFACE));
        Instance instance = instance(program, n -> {
            throw thrown.get(n);
        });
        for (int round = 0; round < 1_000; round++) {
            for (int kind = 0; kind < thrown.size(); kind++) {
                assertThat(thrownBy(instance, "outer", kind)).isSameAs(thrown.get(kind));
                assertThat(WasmBacktrace.of(thrown.get(kind))).hasSize(2);
            }
        }
        assertThat(thrown.get(0).getSuppressed()).hasSize(1);
        assertThat(thrown.get(1).getSuppressed()).isEmpty();
        assertThat(program.engine.stats().traps()).as("each is a trap of its own").isEqualTo(1_000);
        program.engine.close();
    }
}
