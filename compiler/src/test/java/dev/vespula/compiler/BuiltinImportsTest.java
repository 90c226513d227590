package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.BuiltinSet;
import dev.vespula.CallHook;
import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Global;
import dev.vespula.Instance;
import dev.vespula.InvalidException;
import dev.vespula.LinkException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.ReferenceCodec;
import dev.vespula.Snapshot;
import dev.vespula.StoppedInHost;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.SuspendedCall;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.types.FuncType;
import dev.vespula.types.ImportType;
import dev.vespula.types.ValType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which imports an engine gives, of which types, and what becomes of them under limits, in pauses and in snapshots. */
class BuiltinImportsTest {
    private static final String LENGTH = "(import \"wasm:js-string\" \"length\" (func $length (param externref) (result i32)))";
    private static final Config STRINGS = new Config().with(BuiltinSet.JS_STRING).withStringConstants("'");
    private static final String PROGRAM = """
            (import "wasm:js-string" "concat" (func $concat (param externref externref) (result (ref extern))))
            (import "wasm:js-string" "length" (func $length (param externref) (result i32)))
            (import "'" "a\u00E4\u263A" (global $text (ref extern)))
            (import "env" "note" (func $note (param externref)))
            (type $list (struct (field (ref null $list)) (field externref)))
            (type $join (func (param externref externref) (result (ref extern))))
            (global $kept (export "kept") (mut externref) (ref.null extern))
            (global $all (mut (ref null $list)) (ref.null $list))
            (table $joins funcref (elem $concat))
            (func (export "keepAll") (param $n i32)
              (loop $l
                (global.set $all (struct.new $list (global.get $all) (call $concat (global.get $text) (global.get $text))))
                (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
            (func (export "keepLast") (param $n i32) (result i32) (local $last externref) (local $mine externref)
              (local.set $mine (call $concat (global.get $text) (global.get $text)))
              (loop $l
                (local.set $last (call $concat (local.get $mine) (global.get $text)))
                (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
              (call $length (call $concat (local.get $mine) (local.get $last))))
            (func $inFrames (export "inFrames") (param $n i32) (result i32) (local $mine externref)
              (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
              (local.set $mine (call $concat (global.get $text) (global.get $text)))
              (i32.add (call $inFrames (i32.sub (local.get $n) (i32.const 1))) (call $length (local.get $mine))))
            (func $tail (param externref externref) (result externref) (return_call $concat (local.get 0) (local.get 1)))
            (func $refTail (param externref externref) (result externref)
              (return_call_ref $join (local.get 0) (local.get 1) (ref.cast (ref $join) (table.get $joins (i32.const 0)))))
            (func (export "byTail") (param $n i32) (result i32) (local $sum i32)
              (loop $l
                (local.set $sum (i32.add (local.get $sum) (call $length (call $tail (global.get $text) (global.get $text)))))
                (local.set $sum (i32.add (local.get $sum) (call $length (call $refTail (global.get $text) (global.get $text)))))
                (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
              (local.get $sum))
            (func (export "double") (param $n i32) (result i32)
              (global.set $kept (global.get $text))
              (loop $l
                (global.set $kept (call $concat (global.get $kept) (global.get $kept)))
                (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
              (call $length (global.get $kept)))
            (func (export "pausing") (param externref) (result externref)
              (call $note (local.get 0))
              (call $concat (global.get $kept) (call $concat (local.get 0) (global.get $text))))
            (export "join" (func $concat))
            (func (export "keep") (param externref) (global.set $kept (local.get 0)))
            """;

    private static Engine engine(Config config) {
        return Engine.of(config);
    }

    private static Module module(Engine engine, String fields) {
        return Module.of(engine, ("(module " + fields + ")").getBytes(StandardCharsets.UTF_8));
    }

    // ---- which and of which types

    @Test
    void nobodyIsAskedForWhatTheEngineGives() {
        Engine engine = engine(STRINGS);
        Module module = module(engine, LENGTH + """
                (import "wasm:js-string" "other" (func $other (param i32)))
                (import "'" "text" (global $text externref))
                (import "env" "f" (func $f))
                (func (export "run") (result i32) (call $length (global.get $text)))
                """);
        assertThat(module.imports()).extracting(ImportType::name).containsExactly("other", "f");
        assertThat(module.hasImport("wasm:js-string", "length")).isFalse();
        assertThat(module.hasImport("'", "text")).isFalse();
        assertThat(module.hasImport("wasm:js-string", "other")).isTrue();
        Linker<Void> linker = new Linker<>(engine);
        List<String> asked = new ArrayList<>();
        Store<Void> store = new Store<>(engine);
        linker.fallback((from, name, type) -> {
            asked.add(name);
            return Func.of(store, (FuncType) type, (caller, args) -> {});
        });
        linker.func("wasm:js-string", "length", FuncType.of(ValType.EXTERNREF).returning(ValType.I32),
                (caller, args) -> args.result(0, -1));
        assertThat(linker.instantiate(store, module).func("run").call()).containsExactly(4);
        assertThat(asked).containsExactly("other", "f");
        Func nothing = Func.of(store, FuncType.of(), (caller, args) -> {});
        Func other = Func.of(store, FuncType.of(ValType.I32), (caller, args) -> {});
        assertThat(Instance.of(store, module, List.of(other, nothing)).func("run").call()).containsExactly(4);
        assertThatThrownBy(() -> Instance.of(store, module, List.of(other))).isInstanceOf(LinkException.class)
                .hasMessageContaining("2 imports but 1");
        assertThatThrownBy(() -> Instance.of(store, module, List.of(other, nothing, nothing))).isInstanceOf(LinkException.class)
                .hasMessageContaining("2 imports but 3");
    }

    @Test
    void withoutTheOptionTheNamesAreAsOthers() {
        Engine engine = engine(new Config());
        Module module = module(engine, LENGTH + "(func (export \"run\") (result i32) (call $length (ref.null extern)))");
        assertThat(module.hasImport("wasm:js-string", "length")).isTrue();
        Linker<Void> linker = new Linker<>(engine);
        assertThatThrownBy(() -> linker.instantiate(new Store<>(engine), module)).isInstanceOf(LinkException.class)
                .hasMessageContaining("--builtins=js-string");
        linker.func("wasm:js-string", "length", (caller, args) -> args.result(0, 7));
        assertThat(linker.instantiate(new Store<>(engine), module).func("run").call()).containsExactly(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "(import \"wasm:js-string\" \"length\" (func (param externref)))",
        "(import \"wasm:js-string\" \"length\" (func (param externref externref) (result i32)))",
        "(import \"wasm:js-string\" \"length\" (func (param anyref) (result i32)))",
        "(import \"wasm:js-string\" \"length\" (func (param externref) (result i64)))",
        "(import \"wasm:js-string\" \"length\" (func (param (ref extern)) (result i32)))",
        "(import \"wasm:js-string\" \"length\" (global externref))",
        "(import \"wasm:js-string\" \"length\" (memory 1))",
        "(type $a (array i16)) (import \"wasm:js-string\" \"fromCharCodeArray\""
                + " (func (param (ref null $a) i32 i32) (result (ref extern))))",
        "(rec (type $a (array (mut i16))) (type $b (struct))) (import \"wasm:js-string\" \"fromCharCodeArray\""
                + " (func (param (ref null $a) i32 i32) (result (ref extern))))",
        "(import \"'\" \"text\" (global (mut externref)))",
        "(import \"'\" \"text\" (global (mut (ref extern))))",
        "(import \"'\" \"text\" (global anyref))",
        "(import \"'\" \"text\" (global (ref any)))",
        "(import \"'\" \"text\" (global funcref))",
        "(import \"'\" \"text\" (global (ref func)))",
        "(import \"'\" \"text\" (global nullexternref))",
        "(import \"'\" \"text\" (func))",
        "(import \"'\" \"text\" (table 1 externref))",
    })
    void anotherTypeIsInvalid(String fields) {
        Engine engine = engine(STRINGS);
        InvalidException wrong = catchThrowableOfType(InvalidException.class, () -> module(engine, fields));
        assertThat(wrong).hasMessageContaining("type mismatch");
        assertThat(wrong.offset()).isPositive();
        assertThatThrownBy(() -> Module.validate(engine, ("(module " + fields + ")").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidException.class);
        module(engine(new Config()), fields);
    }

    /** Results may be wanted as nullable, as the specification has them; compilers want what is not. */
    @Test
    void resultsMayBeNullable() {
        Engine engine = engine(STRINGS);
        Module module = module(engine, """
                (import "wasm:js-string" "concat" (func $c (param externref externref) (result externref)))
                (import "wasm:js-string" "length" (func $l (param externref) (result i32)))
                (func (export "run") (param (ref extern)) (result i32)
                  (call $l (ref.as_non_null (call $c (local.get 0) (local.get 0)))))
                """);
        assertThat(new Linker<Void>(engine).instantiate(new Store<>(engine), module).func("run").call("ab")).containsExactly(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "strings"})
    void constantsAreTheirNames(String name) {
        for (String text : new String[] {"", "0", "0".repeat(100_000), "\uD83D\uDE00", "a'b", "\u00E4"}) {
            for (String type : new String[] {"externref", "(ref extern)"}) {
                Engine engine = engine(new Config().withStringConstants(name));
                Module module = module(engine, "(import \"" + name + "\" \"" + text + "\" (global " + type
                        + ")) (export \"text\" (global 0))");
                Global global = new Linker<Void>(engine).instantiate(new Store<>(engine), module).global("text");
                assertThat(global.get()).isEqualTo(text);
            }
        }
    }

    // ---- limits, hooks, pauses

    private static Instance instance(Program program, List<Object> noted) {
        program.linker.func("env", "note", FuncType.of(ValType.EXTERNREF), (caller, args) -> noted.add(args.ref(0)));
        return program.instance(PROGRAM);
    }

    private static TrapCode trap(Runnable action) {
        return catchThrowableOfType(Trap.class, action::run).code();
    }

    @Test
    void stringsThatAreHeldCount() throws Exception {
        for (Config config : List.of(STRINGS, STRINGS.withFuel(Config.FuelMetering.ON))) {
            String record = Agreement.in(config, program -> {
                Instance instance = instance(program, new ArrayList<>());
                program.store.limiter(StoreLimits.unlimited().withObjectBytes(1 << 20));
                program.call(instance, "join", "ab", "cd");
                program.call(instance, "keepLast", 100_000);
                program.call(instance, "inFrames", 5_000);
                program.call(instance, "byTail", 40_000);
                program.call(instance, "double", 15);
                program.note("double", () -> trap(() -> instance.func("double").call(20)));
                program.call(instance, "keepAll", 5_000);
                program.note("keepAll", () -> trap(() -> instance.func("keepAll").call(20_000)));
            });
            assertThat(record.lines().filter(line -> line.contains("GROWTH_OPERATION_LIMITED"))).hasSize(2);
        }
    }

    @Test
    void aStringIsLimitedAsAnArrayIs() throws Exception {
        String record = Agreement.in(STRINGS, program -> {
            Instance instance = instance(program, new ArrayList<>());
            program.store.limiter(StoreLimits.unlimited().withArrayBytes(10_000));
            program.call(instance, "double", 10);
            program.note("double", () -> trap(() -> instance.func("double").call(11)));
        });
        assertThat(record).contains("double[10]: [3072]").contains("GROWTH_OPERATION_LIMITED");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLongerThanStringsCanBeTraps(Way way) {
        Program program = new Program(way, STRINGS);
        Instance instance = program.instance("""
                (import "wasm:js-string" "concat" (func $concat (param externref externref) (result (ref extern))))
                (func (export "join") (param externref externref) (result externref) (call $concat (local.get 0) (local.get 1)))
                """);
        String large = "a".repeat(1 << 30);
        assertThat(trap(() -> instance.func("join").call(large, large))).isEqualTo(TrapCode.OUT_OF_SYSTEM_MEMORY);
    }

    @ParameterizedTest
    @EnumSource
    void noHookHears(Way way) {
        Program program = new Program(way, STRINGS);
        List<Object> noted = new ArrayList<>();
        Instance instance = instance(program, noted);
        List<CallHook.Crossing> heard = new ArrayList<>();
        program.store.callHook((data, crossing) -> heard.add(crossing));
        instance.func("keepLast").call(50);
        assertThat(heard).hasSize(2);
        instance.func("keep").call("y");
        instance.func("pausing").call("x");
        assertThat(heard).hasSize(8);
        assertThat(noted).containsExactly("x");
    }

    @ParameterizedTest
    @EnumSource
    void aTrapEndsAResumableCall(Way way) {
        Program program = new Program(way, STRINGS);
        Instance instance = instance(program, new ArrayList<>());
        for (int round = 0; round < 4; round++) {
            assertThatThrownBy(() -> instance.func("pausing").callResumable(5)).isInstanceOf(Trap.class);
        }
    }

    /** Wherever fuel ends, the rest of the call comes to the same. */
    @ParameterizedTest
    @EnumSource
    void fuelMayEndAnywhere(Way way) {
        Object[] expected = null;
        for (int step = 40; step > 1; step -= 3) {
            Program program = new Program(way, STRINGS.withFuel(Config.FuelMetering.ON));
            Instance instance = instance(program, new ArrayList<>());
            program.store.setFuel(5_000);
            instance.func("keepLast").call(3);
            program.store.setFuel(step);
            CallOutcome outcome = instance.func("double").callResumable(9);
            while (outcome instanceof OutOfFuel paused) {
                program.store.setFuel(paused.requiredFuel() + step);
                outcome = paused.resume();
            }
            Object[] results = ((CallOutcome.Finished) outcome).results();
            expected = expected == null ? results : expected;
            assertThat(results).containsExactly(expected).containsExactly(3 << 9);
        }
    }

    // ---- snapshots

    @ParameterizedTest
    @EnumSource
    void stringsSurviveWithoutACodec(Way way) throws Exception {
        for (String text : new String[] {"", "plain", "\u00FF", "wide \u263A", "\uD800", "x\uDC00\uD800y", "\0"}) {
            Program program = new Program(way, STRINGS);
            program.linker.func("env", "note", FuncType.of(ValType.EXTERNREF), (caller, args) -> {
                throw new IllegalStateException("wait");
            });
            Module module = program.module(PROGRAM);
            Instance instance = program.linker.instantiate(program.store, module);
            instance.func("keep").call(text);
            SuspendedCall call = (SuspendedCall) instance.func("pausing").callResumable(text + "1");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Snapshot.of(call, ReferenceCodec.NONE).write(bytes);

            Program other = new Program(way, STRINGS);
            Linker<Void> linker = new Linker<>(other.engine);
            linker.func("env", "note", FuncType.of(ValType.EXTERNREF), (caller, args) -> {});
            SuspendedCall restored = Snapshot.read(new ByteArrayInputStream(bytes.toByteArray()))
                    .restore(other.store, linker, ReferenceCodec.NONE, other.module(PROGRAM)).call().orElseThrow();
            CallOutcome outcome = ((StoppedInHost) restored).resume();
            assertThat(((CallOutcome.Finished) outcome).results()).containsExactly(text + text + "1" + "a\u00E4\u263A");
        }
    }
}
