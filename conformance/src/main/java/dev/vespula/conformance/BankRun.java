package dev.vespula.conformance;

import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.WasmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** One module of a bank, run once and compared with what was recorded. */
final class BankRun {
    /** The banks' own fuel: a counter that the generator put into the modules, unlike the engine's metering. */
    private static final String FUEL_GLOBAL = "fuel";
    private static final int FUEL_PER_CALL = 1000;
    /** More differences than this say nothing new. */
    private static final int ENOUGH = 4;

    private final BankCase expected;
    private final byte[] wasm;
    private final RunOptions options;
    private final List<String> differences = new ArrayList<>();

    BankRun(BankCase expected, byte[] wasm, RunOptions options) {
        this.expected = expected;
        this.wasm = wasm;
        this.options = options;
    }

    /**
     * Runs everything and says what differs, each with expected and got.
     *
     * @throws dev.vespula.LimitException if the module needs a feature that is not executed yet
     */
    List<String> differences() {
        Engine engine = Engines.create(options);
        Store<Void> store = Engines.store(engine, options);
        Instance instance;
        try {
            Module module = Engines.module(engine, options, wasm);
            instance = Engines.atOnce(store, options, () -> new Linker<Void>(engine).instantiate(store, module));
        } catch (WasmException e) {
            if (expected.instantiationTrap() == null || !Traps.accepts(expected.instantiationTrap(), e)) {
                differences.add("instantiation: expected " + expectedInstantiation() + ", got " + e.getMessage());
            }
            return differences;
        }
        if (expected.instantiationTrap() != null) {
            differences.add("instantiation: expected " + expectedInstantiation() + ", got an instance");
            return differences;
        }
        for (int i = 0; i < expected.calls().size() && differences.size() < ENOUGH; i++) {
            call(store, instance, i, expected.calls().get(i));
        }
        if (differences.isEmpty()) {
            compareState(instance);
        }
        return differences;
    }

    private String expectedInstantiation() {
        return expected.instantiationTrap() == null ? "an instance" : "trap " + expected.instantiationTrap();
    }

    private void call(Store<Void> store, Instance instance, int index, BankCase.Call call) {
        instance.global(FUEL_GLOBAL).set(FUEL_PER_CALL);
        Func function = instance.func(call.function());
        Object[] args = call.args().stream().map(text -> Literal.parse(text).toJava()).toArray();
        String got;
        boolean same;
        try {
            List<Literal> results = Arrays.stream(Engines.call(store, options, function, args)).map(Literal::of)
                    .toList();
            got = results.toString();
            same = call.results() != null && matches(call.results(), results);
        } catch (WasmException e) {
            got = "trap " + e.getMessage();
            same = call.trap() != null && Traps.accepts(call.trap(), e);
        }
        String name = "call " + index + " " + call.function() + call.args();
        if (!same) {
            differences.add(name + ": expected " + (call.trap() == null ? call.results() : "trap " + call.trap())
                    + ", got " + got);
        }
        int fuelLeft = instance.global(FUEL_GLOBAL).value().i32();
        if (fuelLeft != call.fuelLeft()) {
            differences.add(name + ": expected " + call.fuelLeft() + " left in the fuel global, got " + fuelLeft);
        }
    }

    private static boolean matches(List<String> expected, List<Literal> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < actual.size(); i++) {
            if (!Literal.parse(expected.get(i)).matches(actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void compareState(Instance instance) {
        for (List<String> global : expected.globals()) {
            Literal actual = Literal.of(instance.global(global.get(0)).get());
            if (!Literal.parse(global.get(1)).matches(actual)) {
                differences.add("global " + global.get(0) + ": expected " + global.get(1) + ", got " + actual);
            }
        }
        if (expected.pages() == null) {
            return;
        }
        Memory memory = instance.memory("mem");
        if (memory.pages() != expected.pages()) {
            differences.add("memory: expected " + expected.pages() + " pages, got " + memory.pages());
            return;
        }
        CRC32 crc = new CRC32();
        crc.update(memory.read(0, Math.toIntExact(memory.size())));
        if (crc.getValue() != expected.crc()) {
            differences.add("memory: expected CRC " + expected.crc() + ", got " + crc.getValue());
        }
    }
}
