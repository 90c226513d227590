package dev.vespula;

import static dev.vespula.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.types.FuncType;
import org.junit.jupiter.api.Test;

class FuelTest {
    private static final String ADD = "local.get 0; local.get 1; i32.add";

    private static Config metered() {
        return new Config().withFuel(Config.FuelMetering.ON).withCompilationMode(CompilationMode.EAGER);
    }

    /** Fuel that is left of {@code fuel} after a call of the export "run". */
    private static long left(Config config, WasmBuilder builder, long fuel, Object... args) {
        Engine engine = Engine.of(config);
        Store<Void> store = new Store<>(engine);
        store.setFuel(Long.MAX_VALUE);
        Linker<Void> linker = new Linker<>(engine);
        linker.func("env", "f", FuncType.of(I32), (caller, values) -> {});
        Instance instance = linker.instantiate(store, builder.module(engine));
        store.setFuel(fuel);
        instance.func("run").call(args);
        return store.fuel();
    }

    private static WasmBuilder run(String params, String results, String locals, String code) {
        WasmBuilder builder = new WasmBuilder();
        builder.memory(1);
        builder.table('c', 100);
        builder.func("run", params, results, locals, code);
        return builder;
    }

    @Test
    void referenceNumbersOfWasmi() {
        WasmBuilder add = run("ii", "i", "", ADD);
        assertThat(left(metered(), add, 100, 1, 2)).isEqualTo(96);
        assertThat(left(metered().withCompilationMode(CompilationMode.LAZY_TRANSLATION), add, 100, 1, 2)).isEqualTo(47);
        assertThat(left(metered().withCompilationMode(CompilationMode.LAZY), add, 100, 1, 2)).isEqualTo(33);
    }

    @Test
    void nothingIsDeductedByAChargeThatFails() {
        Engine engine = Engine.of(metered());
        Store<Void> store = new Store<>(engine);
        Func run = new Linker<Void>(engine).instantiate(store, run("ii", "i", "", ADD).module(engine)).func("run");
        assertThat(store.fuel()).as("a new store has none").isZero();
        store.setFuel(3);
        Trap trap = catchThrowableOfType(Trap.class, () -> run.call(1, 2));
        assertThat(trap.code()).isEqualTo(TrapCode.OUT_OF_FUEL);
        assertThat(trap).hasMessageContaining("all fuel consumed by WebAssembly");
        assertThat(store.fuel()).isEqualTo(3);
        store.setFuel(4);
        assertThat(run.call(1, 2)).containsExactly(3);
        assertThat(store.fuel()).isZero();
    }

    @Test
    void aFunctionThatCouldNotBePaidForIsTranslatedLater() {
        Engine engine = Engine.of(metered().withCompilationMode(CompilationMode.LAZY_TRANSLATION));
        Store<Void> store = new Store<>(engine);
        Func run = new Linker<Void>(engine).instantiate(store, run("ii", "i", "", ADD).module(engine)).func("run");
        store.setFuel(48);
        assertThat(catchThrowableOfType(Trap.class, () -> run.call(1, 2)).code()).isEqualTo(TrapCode.OUT_OF_FUEL);
        assertThat(store.fuel()).isEqualTo(48);
        store.setFuel(53);
        assertThat(run.call(1, 2)).containsExactly(3);
        assertThat(store.fuel()).isZero();
    }

    @Test
    void declaredLocalsCostOneEach() {
        assertThat(left(metered(), run("", "", "", "nop"), 100)).isEqualTo(99);
        assertThat(left(metered(), run("", "", "ilf", "nop"), 100)).isEqualTo(96);
    }

    @Test
    void bulkOperationsCostBytes() {
        assertThat(left(metered(), run("", "", "", "i32.const 0; i32.const 1; i32.const 640; memory.fill"), 100))
                .isEqualTo(100 - 1 - 4 - 10);
        assertThat(left(metered(), run("", "", "", "i32.const 0; i32.const 1; i32.const 63; memory.copy"), 100))
                .isEqualTo(100 - 1 - 4);
        assertThat(left(metered(), run("", "", "", "i32.const 0; ref.null c; i32.const 96; table.fill"), 100))
                .isEqualTo(100 - 1 - 4 - 6);
        WasmBuilder grow = run("", "", "", "i32.const 2; memory.grow; drop");
        assertThat(left(metered(), grow, 5_000)).isEqualTo(5_000 - 1 - 2 - 2 * 1024);
        Config cheap = metered().withFuelCosts(FuelCosts.standard().withBytesCopiedPerFuel(0));
        assertThat(left(cheap, grow, 5_000)).isEqualTo(5_000 - 1 - 2);
    }

    @Test
    void boundsAreCheckedBeforeFuel() {
        Engine engine = Engine.of(metered());
        Store<Void> store = new Store<>(engine);
        Func run = new Linker<Void>(engine).instantiate(store, run("", "", "",
                "i32.const 1; i32.const 1; i32.const 65536; memory.fill").module(engine)).func("run");
        store.setFuel(6);
        assertThat(catchThrowableOfType(Trap.class, run::call).code()).isEqualTo(TrapCode.MEMORY_OUT_OF_BOUNDS);
    }

    @Test
    void singleOperatorsMayHaveAnotherCost() {
        WasmBuilder add = run("ii", "i", "", ADD);
        Config config = metered().withFuelCosts(FuelCosts.standard().withOperator("i32.add", 10)
                .withOperator("local.get", 0));
        assertThat(left(config, add, 100, 1, 2)).isEqualTo(100 - 1 - 10);
        assertThatThrownBy(() -> Engine.of(metered().withFuelCosts(
                FuelCosts.standard().withOperator("i32.plus", 1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FuelCosts.standard().withOperator("i32.add", 256))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void customPricesOfTranslation() {
        Config config = metered().withCompilationMode(CompilationMode.LAZY)
                .withFuelCosts(FuelCosts.standard().withFuelPerByteTranslated(1).withFuelPerByteValidated(3));
        assertThat(left(config, run("ii", "i", "", ADD), 100, 1, 2)).isEqualTo(100 - 4 - 7 * 4);
    }

    @Test
    void hostFunctionsSeeAndSetTheFuel() {
        Engine engine = Engine.of(metered());
        Store<Void> store = new Store<>(engine);
        Linker<Void> linker = new Linker<>(engine);
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "f", "", "");
        builder.func("run", "", "", "", "call 0; nop; call 0");
        long[] seen = new long[2];
        int[] calls = {0};
        linker.func("env", "f", FuncType.of(), (caller, args) -> {
            seen[calls[0]++] = caller.store().fuel();
            caller.store().setFuel(1_000);
        });
        Func run = linker.instantiate(store, builder.module(engine)).func("run");
        store.setFuel(10);
        run.call();
        assertThat(seen).containsExactly(7, 1_000);
        assertThat(store.fuel()).isEqualTo(1_000);
    }

    @Test
    void growthByTheHostIsFree() {
        Engine engine = Engine.of(metered());
        Store<Void> store = new Store<>(engine);
        WasmBuilder builder = run("", "", "", "");
        builder.export("memory", WasmBuilder.MEMORY, 0);
        Memory memory = new Linker<Void>(engine).instantiate(store, builder.module(engine)).memory("memory");
        assertThat(memory.grow(5)).isEqualTo(1);
        assertThat(store.fuel()).isZero();
    }

    @Test
    void fuelNeedsMetering() {
        Store<Void> store = new Store<>(Engine.create());
        assertThatThrownBy(() -> store.setFuel(1)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("fuel metering is disabled");
        assertThatThrownBy(store::fuel).isInstanceOf(IllegalStateException.class);
    }
}
