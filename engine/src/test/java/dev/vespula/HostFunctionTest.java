package dev.vespula;

import static dev.vespula.types.ValType.EXTERNREF;
import static dev.vespula.types.ValType.F32;
import static dev.vespula.types.ValType.F64;
import static dev.vespula.types.ValType.FUNCREF;
import static dev.vespula.types.ValType.I32;
import static dev.vespula.types.ValType.I64;
import static dev.vespula.types.ValType.V128;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class HostFunctionTest {
    private final Engine engine = Engine.create();
    private final Store<List<String>> store = new Store<>(engine, new ArrayList<>());
    private final Linker<List<String>> linker = new Linker<>(engine);

    /** An instance whose export "run" passes its arguments on to the import "env::f". */
    private Func through(String params, String results) {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "f", params, results);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < params.length(); i++) {
            code.append("local.get ").append(i).append(';');
        }
        builder.func("run", params, results, "", code + "call 0");
        builder.memory(1);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        return linker.instantiate(store, builder.module(engine)).func("run");
    }

    // ---- lambdas over unboxed arguments

    @Test
    void argumentsAndResultsOfEveryNumericType() {
        linker.func("env", "f", FuncType.of(I32, I64, F32, F64).returning(F64, F32, I64, I32), (caller, args) -> {
            int i = args.i32(0);
            long l = args.i64(1);
            float f = args.f32(2);
            double d = args.f64(3);
            args.result(0, d + 1);
            args.result(1, f + 1);
            args.result(2, l + 1);
            args.result(3, i + 1);
        });
        assertThat(through("ilfd", "dfli").call(-1, Long.MAX_VALUE, 1.5f, -2.5))
                .containsExactly(-1.5, 2.5f, Long.MIN_VALUE, 0);
    }

    @Test
    void referencesKeepTheirIdentity() {
        Object object = new Object();
        linker.func("env", "f", FuncType.of(EXTERNREF, FUNCREF).returning(FUNCREF, EXTERNREF), (caller, args) -> {
            Object first = args.ref(0);
            Object second = args.ref(1);
            args.result(0, second);
            args.result(1, first);
        });
        Func func = through("ec", "ce");
        assertThat(func.call(object, func)).satisfies(results -> {
            assertThat(results[0]).isSameAs(func);
            assertThat(results[1]).isSameAs(object);
        });
        assertThat(func.call(null, null)).containsExactly(null, null);
    }

    @Test
    void vectorsCrossWhole() {
        Func func = Func.of(store, FuncType.of(I32, V128).returning(V128, I32), (caller, args) -> {
            int tag = args.i32(0);
            V128 vector = args.v128(1);
            args.result(0, new V128(vector.high(), vector.low()));
            args.result(1, tag);
        });
        assertThat(func.call(9, new V128(1, 2))).containsExactly(new V128(2, 1), 9);
    }

    @Test
    void callerGivesDataMemoryAndInstance() {
        linker.func("env", "f", FuncType.of(I32, I32), (caller, args) -> {
            caller.data().add(caller.memory("memory").readString(args.i32(0), args.i32(1)));
            assertThat(caller.store()).isSameAs(store);
            assertThat(caller.instance().orElseThrow().func("run")).isNotNull();
            assertThat(caller.export("absent")).isEmpty();
            assertThatThrownBy(() -> caller.func("memory")).hasMessageContaining("is not a function");
        });
        Func run = through("ii", "");
        run.call(0, 0);
        assertThat(store.data()).containsExactly("");
    }

    @Test
    void aFunctionCalledByTheHostHasNoCallingInstance() {
        Func func = Func.of(store, FuncType.of().returning(I32), (caller, args) -> {
            assertThat(caller.instance()).isEmpty();
            assertThat(caller.export("memory")).isEmpty();
            args.result(0, 5);
        });
        assertThat(func.call()).containsExactly(5);
    }

    @Test
    void everyResultMustBeSet() {
        linker.func("env", "f", FuncType.of(I32).returning(I32, I32), (caller, args) -> args.result(0, 1));
        assertThatThrownBy(() -> through("i", "ii").call(7)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the host function `env::f` returned without setting result 1: its type is [i32] -> [i32 i32]");
    }

    @Test
    void argumentsMustBeReadBeforeResultsAreSet() {
        linker.func("env", "f", FuncType.of(I32, I32).returning(I32), (caller, args) -> {
            args.result(0, args.i32(0));
            args.i32(1);
        });
        assertThatThrownBy(() -> through("ii", "i").call(7, 8)).isInstanceOf(IllegalStateException.class)
                .hasMessage("arguments must be read before results are set");
    }

    @Test
    void wrongTypesAreNamed() {
        linker.func("env", "f", FuncType.of(I64), (caller, args) -> args.i32(0));
        assertThatThrownBy(() -> through("l", "").call(7L)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("argument 0 of the host function `env::f` is of type i64, not i32: its type is [i64] -> []");
        linker.allowShadowing().func("env", "f", FuncType.of(I64).returning(I32), (caller, args) -> args.result(0, 1.5));
        assertThatThrownBy(() -> through("l", "i").call(7L)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("result 0 of the host function `env::f` is of type i32, not f64: its type is [i64] -> [i32]");
        linker.func("env", "f", FuncType.of(I64).returning(I32), (caller, args) -> args.result(0, "text"));
        assertThatThrownBy(() -> through("l", "i").call(7L)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("result 0 of the host function `env::f`: ");
        linker.func("env", "f", FuncType.of(I64), (caller, args) -> args.ref(0));
        assertThatThrownBy(() -> through("l", "").call(7L)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "argument 0 of the host function `env::f` is of type i64, not a reference: its type is [i64] -> []");
    }

    @Test
    void numbersOfNoArgumentOrResultAreNamed() {
        HostFunction<List<String>> reads = (caller, args) -> args.i32(0);
        linker.func("env", "f", FuncType.of(), reads);
        assertThatThrownBy(() -> through("", "").call()).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("there is no argument 0: the host function `env::f` has no parameters, its type is [] -> []");
        Func alone = Func.of(store, FuncType.of(), reads);
        assertThatThrownBy(alone::call).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("there is no argument 0: the host function has no parameters, its type is [] -> []");
        linker.allowShadowing();
        List<HostFunction<List<String>>> beyond = List.of((caller, args) -> args.i64(1), (caller, args) -> args.ref(1),
                (caller, args) -> args.val(1), (caller, args) -> args.v128(1));
        for (HostFunction<List<String>> function : beyond) {
            linker.func("env", "f", FuncType.of(I64), function);
            assertThatThrownBy(() -> through("l", "").call(7L)).isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("there is no argument 1: the host function `env::f` has 1 parameter, its type is [i64] -> []");
        }
        List<HostFunction<List<String>>> results = List.of((caller, args) -> args.result(-1, 1),
                (caller, args) -> args.result(-1, (Object) 1));
        for (HostFunction<List<String>> function : results) {
            linker.func("env", "f", FuncType.of().returning(I32, I32), function);
            assertThatThrownBy(() -> through("", "ii").call()).isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("there is no result -1: the host function `env::f` has 2 results, its type is [] -> [i32 i32]");
        }
    }

    // ---- typed lambdas and handles

    @Test
    void typedLambdasOfTheJdk() {
        linker.func("env", "f", IntBinaryOperator.class, (a, b) -> a * b);
        assertThat(through("ii", "i").call(6, 7)).containsExactly(42);
        linker.allowShadowing().func("env", "f", LongUnaryOperator.class, a -> -a);
        assertThat(through("l", "l").call(6L)).containsExactly(-6L);
        linker.func("env", "f", DoubleBinaryOperator.class, Math::pow);
        assertThat(through("dd", "d").call(2.0, 10.0)).containsExactly(1024.0);
        linker.func("env", "f", IntPredicate.class, a -> a > 5);
        assertThat(through("i", "i").call(6)).containsExactly(1);
        linker.func("env", "f", Runnable.class, () -> store.data().add("ran"));
        assertThat(through("", "").call()).isEmpty();
        assertThat(store.data()).containsExactly("ran");
        linker.<BiFunction<Object, Object, Object>>func("env", "f", erased(), (a, b) -> a + "-" + b);
        assertThat(through("ee", "e").call("x", "y")).containsExactly("x-y");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Class<BiFunction<Object, Object, Object>> erased() {
        return (Class) BiFunction.class;
    }

    private interface Mixed {
        long apply(Caller<List<String>> caller, boolean flag, float number, V128 vector, Func function, String text);
    }

    @Test
    void anInterfaceOfOnesOwnMayTakeTheCaller() {
        Func func = Func.wrap(store, Mixed.class, (caller, flag, number, vector, function, text) -> {
            caller.data().add(flag + " " + number + " " + vector + " " + function + " " + text);
            return 77;
        });
        assertThat(func.type()).isEqualTo(FuncType.of(I32, F32, V128, FUNCREF, EXTERNREF).returning(I64));
        assertThat(func.call(1, 2.5f, new V128(1, 0), func, "t")).containsExactly(77L);
        assertThat(store.data()).containsExactly(
                "true 2.5 0x00000000000000000000000000000001 Func " + func.type() + " t");
    }

    record Pair(long quotient, int remainder) {}

    private interface Divide {
        Pair divide(long a, int b);
    }

    @Test
    void aRecordGivesSeveralResults() {
        linker.func("env", "f", Divide.class, (a, b) -> new Pair(a / b, (int) (a % b)));
        assertThat(through("li", "li").call(17L, 5)).containsExactly(3L, 2);
    }

    private static Object[] swap(Caller<?> caller, int a, float b) {
        return new Object[] {b, a};
    }

    @Test
    void aHandleMayBeGivenAnExplicitType() throws ReflectiveOperationException {
        linker.func("env", "f", FuncType.of(I32, F32).returning(F32, I32), MethodHandles.lookup().findStatic(
                HostFunctionTest.class, "swap",
                MethodType.methodType(Object[].class, Caller.class, int.class, float.class)));
        assertThat(through("if", "fi").call(1, 2f)).containsExactly(2f, 1);
        assertThatThrownBy(() -> linker.func("env", "g", FuncType.of(I64), MethodHandles.identity(int.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a handle of type (int)int cannot be a function of type [i64] -> []");
    }

    @Test
    void impossibleJavaTypesAreRefused() {
        assertThatThrownBy(() -> linker.func("env", "f", MethodHandles.identity(byte.class)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("no WebAssembly type stands for byte");
        assertThatThrownBy(() -> linker.func("env", "f", List.class, List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is not a functional interface");
    }

    @Test
    void aTypedHostFunctionOfVectorsAndReferencesChecksWhatItReturns() {
        Func other = Func.wrap(new Store<>(engine), Runnable.class, () -> {});
        Func func = Func.wrap(store, MethodHandles.constant(Func.class, other));
        assertThatThrownBy(func::call).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the function belongs to another store");
    }

    // ---- annotated objects

    static class Base {
        final List<String> log = new ArrayList<>();

        @WasmImport
        void inherited(int value) {
            log.add("inherited " + value);
        }

        @WasmImport("over")
        int overridden() {
            return 1;
        }
    }

    static final class Host extends Base {
        @WasmImport("f")
        long add(Caller<List<String>> caller, int a, long b) {
            caller.data().add("add");
            return a + b;
        }

        @WasmImport("sqrt")
        static double root(double value) {
            return Math.sqrt(value);
        }

        @Override
        @WasmImport("over")
        int overridden() {
            return 2;
        }

        void unseen() {
            throw new AssertionError();
        }
    }

    @Test
    void annotatedMethodsOfAnObject() {
        Host host = new Host();
        linker.define("env", host);
        assertThat(through("il", "l").call(2, 3L)).containsExactly(5L);
        assertThat(store.data()).containsExactly("add");
        assertThat(((Func) linker.get(store, "env", "sqrt").orElseThrow()).call(9.0)).containsExactly(3.0);
        assertThat(((Func) linker.get(store, "env", "over").orElseThrow()).call()).containsExactly(2);
        ((Func) linker.get(store, "env", "inherited").orElseThrow()).call(4);
        assertThat(host.log).containsExactly("inherited 4");
        assertThat(linker.get(store, "env", "unseen")).isEmpty();
        assertThatThrownBy(() -> linker.define("env", new Object())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("java.lang.Object has no method annotated with @WasmImport");
    }

    static final class Mistaken {
        @WasmExport("f")
        void f() {}
    }

    @Test
    void theOtherAnnotationIsPointedOut() {
        assertThatThrownBy(() -> linker.define("env", new Mistaken())).isInstanceOf(IllegalArgumentException.class).hasMessage(
                Mistaken.class.getName() + " has no method annotated with @WasmImport: @WasmExport is for methods of interfaces"
                        + " that call exports");
    }

    static final class Unfit {
        @WasmImport
        void fits() {}

        @WasmImport
        void unfit(short value) {}
    }

    @Test
    void theMethodThatCannotBeImportedIsNamed() {
        assertThatThrownBy(() -> linker.define("env", new Unfit())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unfit.unfit(short) cannot be imported: no WebAssembly type stands for short");
        assertThat(linker.isDefined("env", "fits")).isFalse();
    }

    // ---- exceptions

    static final class Refusing {
        @WasmImport("f")
        void f() throws IOException {
            throw new IOException("disk full");
        }
    }

    @Test
    void exceptionsPassThroughAsThemselves() {
        IllegalArgumentException own = new IllegalArgumentException("mine");
        linker.func("env", "f", FuncType.of(), (caller, args) -> {
            throw own;
        });
        assertThatThrownBy(() -> through("", "").call()).isSameAs(own);
        linker.allowShadowing().define("env", new Refusing());
        assertThatThrownBy(() -> through("", "").call()).isExactlyInstanceOf(IOException.class).hasMessage("disk full");
        IOException checked = new IOException("disk full");
        linker.func("env", "f", FuncType.of(), (caller, args) -> {
            throw checked;
        });
        assertThatThrownBy(() -> through("", "").call()).isSameAs(checked)
                .satisfies(e -> assertThat(WasmBacktrace.of(e)).isNotEmpty());
        assertThat(through("", "").callResumable()).isInstanceOfSatisfying(HostFailed.class,
                failed -> assertThat(failed.cause()).isSameAs(checked));
        linker.func("env", "f", Runnable.class, () -> {
            throw new ExitException(3);
        });
        assertThatThrownBy(() -> through("", "").call())
                .isInstanceOfSatisfying(ExitException.class, exit -> assertThat(exit.status()).isEqualTo(3));
    }

    @Test
    void aHostFunctionMayTrap() {
        linker.func("env", "f", Runnable.class, () -> {
            throw new Trap(TrapCode.UNREACHABLE, "because");
        });
        assertThatThrownBy(() -> through("", "").call()).isInstanceOfSatisfying(Trap.class, trap -> {
            assertThat(trap.detail()).isEqualTo("because");
            assertThat(trap.frames()).singleElement().extracting(WasmFrame::functionName).isEqualTo("run");
        });
    }

    // ---- re-entrancy

    @Test
    void hostFunctionsMayCallBack() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "call_back", "i", "i");
        builder.func("down", "i", "i", "", """
                local.get 0
                if i
                  local.get 0
                  local.get 0; i32.const 1; i32.sub; call 0
                  i32.add
                else
                  i32.const 0
                end""");
        linker.func("env", "call_back", FuncType.of(I32).returning(I32), (caller, args) -> args.result(0, caller.func("down")
                .call(args.i32(0))[0]));
        Func down = linker.instantiate(store, builder.module(engine)).func("down");
        assertThat(down.call(100)).containsExactly(5050);
    }

    @Test
    void endlessMutualRecursionIsATrapWhateverTheJavaStackHolds() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "f", "", "");
        builder.func("run", "", "", "", "call 0");
        linker.func("env", "f", FuncType.of(), (caller, args) -> caller.func("run").call());
        Func run = linker.instantiate(store, builder.module(engine)).func("run");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(run::call).isInstanceOfSatisfying(Trap.class,
                    trap -> assertThat(trap.code()).isEqualTo(TrapCode.STACK_OVERFLOW));
        }
    }

    @Test
    void hostFunctionsMayInstantiateModules() {
        WasmBuilder inner = new WasmBuilder();
        inner.func("seven", "", "i", "", "i32.const 7");
        linker.func("env", "f", FuncType.of().returning(I32), (caller, args) -> {
            Instance instance = linker.instantiate(caller.store(), inner.module(engine));
            args.result(0, instance.func("seven").call()[0]);
        });
        assertThat(through("", "i").call()).containsExactly(7);
    }

    @Test
    void growthInAHostFunctionIsSeenByItsCaller() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "grow", "", "");
        builder.memory(1);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        builder.func("run", "", "i", "", "call 0; i32.const 131068; i32.const 77; i32.store;"
                + "i32.const 131068; i32.load");
        linker.func("env", "grow", FuncType.of(), (caller, args) -> caller.memory("memory").grow(1));
        assertThat(linker.instantiate(store, builder.module(engine)).func("run").call()).containsExactly(77);
    }
}
