package dev.vespula.conformance.fuzz;

import dev.vespula.CallOutcome;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.HostArgs;
import dev.vespula.I31;
import dev.vespula.Instance;
import dev.vespula.LimitException;
import dev.vespula.LinkException;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.V128;
import dev.vespula.Val;
import dev.vespula.WasmThrown;
import dev.vespula.types.ExportType;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.ImportType;
import dev.vespula.types.MemoryType;
import dev.vespula.types.RefType;
import dev.vespula.types.ValType;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Calls all exported functions of a module with random arguments, and writes down results, traps, fuel, and in the end globals
 * and memories.
 */
final class ExportsRun {
    /** How fuel is given. */
    enum Fuel {
        /** All at once. */
        WHOLE,
        /** In pieces: the calls are suspended and continued. */
        PIECES
    }

    private static final int ROUNDS = 3;
    private static final long FUEL = 50_000;
    private static final long FIRST_PIECE = 100;
    private static final long SMALL_PIECE = 137;
    private static final long LARGE_PIECE = 9_973;
    private static final long MANY_PIECES = 2_000;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MEMORY_BYTES = 8 << 20;
    private static final int ELEMENTS = 100_000;
    private static final int ARRAY_BYTES = 1 << 20;
    private static final long[] INTEGERS = {0, 1, -1, 2, 7, 8, 31, 32, 63, 64, 127, 128, 255, 256, -128, 65_535, 65_536, 32_767,
        -32_768, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xFFFF_FFFFL, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE,
        0x5555_5555_5555_5555L, 100, 1_000};
    private static final double[] FLOATS = {0, -0.0, 1, -1, 0.5, 1.5, -2.5, 1e10, 2_147_483_648.0, -2_147_483_649.0,
        4_294_967_296.0, 9.2e18, 1.8446744073709552e19, 1e300, Double.MIN_VALUE, Float.MAX_VALUE, Double.POSITIVE_INFINITY,
        Double.NaN, 0.1};

    private final Fuel fuel;
    private final Random random;
    private final Module module;
    private final Store<Void> store;
    private final Linker<Void> linker;
    private final StringBuilder log = new StringBuilder();
    private boolean isLate;

    private ExportsRun(Engine engine, byte[] wasm, Fuel fuel, long seed) {
        this.fuel = fuel;
        random = new Random(seed);
        module = Module.of(engine, wasm);
        store = new Store<>(engine);
        store.limiter(StoreLimits.unlimited().withMemoryBytes(MEMORY_BYTES).withTableElements(ELEMENTS)
                .withArrayBytes(ARRAY_BYTES));
        store.setFuel(FUEL);
        store.setTimeout(LONGEST);
        linker = new Linker<>(engine);
        linker.defineUnknownImportsAsTraps(module);
        for (ImportType wanted : module.imports()) {
            if (wanted.type() instanceof FuncType type) {
                linker.allowShadowing().func(wanted.module(), wanted.name(), type, (caller, args) -> answer(type, args));
            }
        }
    }

    /** What came of it; null if it took too long for this machine. */
    static String log(Engine engine, byte[] wasm, Fuel fuel, long seed) {
        ExportsRun run = new ExportsRun(engine, wasm, fuel, seed);
        run.all();
        return run.isLate ? null : run.log.toString();
    }

    private static void answer(FuncType type, HostArgs args) {
        for (int k = 0; k < type.results().size(); k++) {
            ValType result = type.results().get(k);
            if (result == ValType.I32) {
                args.result(k, 7 + k);
            } else if (result == ValType.I64) {
                args.result(k, 7L + k);
            } else if (result == ValType.F32) {
                args.result(k, 1.5f);
            } else if (result == ValType.F64) {
                args.result(k, 2.5);
            } else if (result == ValType.V128) {
                args.result(k, new V128(1, 2));
            } else {
                args.result(k, (Object) null);
            }
        }
    }

    private void all() {
        Instance instance;
        try {
            instance = linker.instantiate(store, module);
        } catch (Trap | WasmThrown | LinkException | LimitException e) {
            failed(e);
            return;
        }
        log.append("made, fuel ").append(store.fuel()).append('\n');
        for (int round = 0; round < ROUNDS && !isLate; round++) {
            for (ExportType export : module.exports()) {
                if (export.type() instanceof FuncType type && !isLate) {
                    call(instance, export.name(), type);
                }
            }
        }
        for (ExportType export : module.exports()) {
            state(instance, export);
        }
    }

    private void call(Instance instance, String name, FuncType type) {
        Object[] arguments = new Object[type.params().size()];
        for (int k = 0; k < arguments.length; k++) {
            if (type.params().get(k) instanceof RefType ref && !ref.nullable()) {
                return;
            }
            arguments[k] = argument(type.params().get(k));
        }
        log.append(name).append(": ");
        store.setTimeout(LONGEST);
        try {
            Func function = instance.func(name);
            Object[] results = fuel == Fuel.WHOLE ? whole(function, arguments) : inPieces(function, arguments);
            if (results == null) {
                log.append("given up");
            } else {
                log.append("returned");
                for (int k = 0; k < results.length; k++) {
                    log.append(' ').append(text(type.results().get(k), results[k]));
                }
            }
        } catch (Trap | WasmThrown e) {
            failed(e);
        }
        log.append(fuel == Fuel.WHOLE ? " fuel " + store.fuel() : "").append('\n');
    }

    private Object[] whole(Func function, Object[] arguments) {
        store.setFuel(FUEL);
        return function.call(arguments);
    }

    /** Returns null if it takes more than the fuel there is in all. */
    private Object[] inPieces(Func function, Object[] arguments) {
        long given = FIRST_PIECE;
        store.setFuel(given);
        CallOutcome outcome = function.callResumable(arguments);
        while (outcome instanceof OutOfFuel paused) {
            long piece = Math.max(paused.requiredFuel(), given < MANY_PIECES ? SMALL_PIECE : LARGE_PIECE);
            given += piece - store.fuel();
            if (given > FUEL) {
                paused.close();
                return null;
            }
            store.setFuel(piece);
            outcome = paused.resume();
        }
        return ((CallOutcome.Finished) outcome).results();
    }

    private Object argument(ValType type) {
        long integer = INTEGERS[random.nextInt(INTEGERS.length)];
        double number = FLOATS[random.nextInt(FLOATS.length)];
        if (type == ValType.I32) {
            return (int) integer;
        }
        if (type == ValType.I64) {
            return integer;
        }
        if (type == ValType.F32) {
            return (float) number;
        }
        if (type == ValType.F64) {
            return number;
        }
        return type == ValType.V128 ? new V128(integer, ~integer) : null;
    }

    private static String text(ValType type, Object value) {
        Val typed = Val.of(type, value);
        if (type == ValType.F32) {
            return "f" + typed.f32Bits();
        }
        if (type == ValType.F64) {
            return "d" + typed.f64Bits();
        }
        if (List.of(ValType.I32, ValType.I64, ValType.V128).contains(type)) {
            return String.valueOf(value);
        }
        // Objects differ between stores.
        return value == null ? "null" : value instanceof I31 i ? "i31 " + i.signed() : value instanceof Func ? "func"
                : "object";
    }

    private void failed(Exception e) {
        isLate |= e instanceof Trap trap && trap.code() == TrapCode.DEADLINE_EXCEEDED;
        log.append(e instanceof Trap trap ? "trap " + trap.code() : e.getClass().getSimpleName());
    }

    private void state(Instance instance, ExportType export) {
        if (export.type() instanceof GlobalType type) {
            log.append("global ").append(export.name()).append(' ')
                    .append(text(type.content(), instance.global(export.name()).get())).append('\n');
        } else if (export.type() instanceof MemoryType) {
            Memory memory = instance.memory(export.name());
            CRC32 sum = new CRC32();
            sum.update(memory.read(0, (int) Math.min(memory.size(), MEMORY_BYTES)));
            log.append("memory ").append(memory.size()).append(' ').append(sum.getValue()).append('\n');
        }
    }
}
