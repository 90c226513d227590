package dev.vespula.conformance.fuzz;

import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Instance;
import dev.vespula.LimitException;
import dev.vespula.LinkException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.SnapshotException;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.SuspendedCall;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.V128;
import dev.vespula.Val;
import dev.vespula.WasmThrown;
import dev.vespula.text.Wat;
import dev.vespula.types.ExportType;
import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import dev.vespula.types.RefType;
import dev.vespula.types.ValType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Stops calls at random charges and saves them. As it is, a snapshot continued in another engine gives what the call itself gives.
 * Changed, with the right hash, it is refused, or is a state of its module: nothing but that module's traps and exceptions comes
 * of it, and nothing takes long or much memory.
 */
final class Snapshots implements Fuzzer {
    private static final int CHANGES = 12;
    private static final int MOST_FUEL = 400;
    private static final long FUEL = 20_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration MOST_PROCESSOR_TIME = Duration.ofSeconds(10);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** The state stands behind the module: most changes are made so near to the end. */
    private static final int STATE_BYTES = 500;

    private List<byte[]> modules = List.of();

    @Override
    public String name() {
        return "snapshots";
    }

    @Override
    public String about() {
        return "saved calls ([PATH...]: .wasm, .zip, folders), as they are and changed with the right hash";
    }

    @Override
    public void take(List<Path> paths) throws IOException {
        modules = ModuleFiles.read(paths);
    }

    @Override
    public Attempt attempt(long seed) throws IOException {
        Random random = new Random(seed * 31 + 17);
        byte[] wasm = modules.isEmpty() ? Wat.parse(ReferenceProgram.text(random))
                : modules.get(random.nextInt(modules.size()));
        try (Engine engine = engine(tier(random)); Engine other = engine(tier(random))) {
            Store<Void> store = store(engine);
            OutOfFuel paused = pause(engine, store, wasm, random);
            if (paused == null) {
                return Attempt.fine(0);
            }
            byte[] snapshot = written(paused);
            store.setFuel(FUEL);
            String expected = outcome(paused);
            String actual = restored(other, snapshot, wasm);
            if (!expected.equals(actual)) {
                return Attempt.fault("continued elsewhere: " + actual + " instead of " + expected, snapshot);
            }
            byte[] content = SnapshotContent.of(snapshot);
            for (int change = 0; change < CHANGES; change++) {
                byte[] changed = SnapshotContent.replaced(snapshot, changed(content, random));
                String fault = tried(other, changed);
                if (fault != null) {
                    return Attempt.fault(fault, changed);
                }
            }
        }
        return Attempt.fine(1 + CHANGES);
    }

    private static Tier tier(Random random) {
        return random.nextInt(4) == 0 ? Tier.COMPILED : Tier.INTERPRETER;
    }

    private static Engine engine(Tier tier) {
        Config config = new Config().withTier(tier).withFuel(Config.FuelMetering.ON).withMaxRecursionDepth(500);
        for (Feature feature : Feature.values()) {
            config = config.with(feature);
        }
        return CompilerSettings.engine(config, 0);
    }

    private static Store<Void> store(Engine engine) {
        Store<Void> store = new Store<>(engine);
        store.limiter(StoreLimits.unlimited().withMemoryBytes(8 << 20).withTableElements(100_000).withArrayBytes(1 << 20));
        store.setFuel(FUEL);
        store.setTimeout(TIMEOUT);
        return store;
    }

    private static Linker<Void> linker(Engine engine, Module module) {
        return new Linker<Void>(engine).defineUnknownImportsAsTraps(module);
    }

    // ---- making them

    private static OutOfFuel pause(Engine engine, Store<Void> store, byte[] wasm, Random random) {
        try {
            Module module = Module.of(engine, wasm);
            List<ExportType> functions = module.exports().stream().filter(export -> export.type() instanceof FuncType).toList();
            Instance instance = linker(engine, module).instantiate(store, module);
            if (functions.isEmpty()) {
                return null;
            }
            ExportType export = functions.get(random.nextInt(functions.size()));
            Object[] arguments = arguments((FuncType) export.type(), random);
            store.setFuel(random.nextInt(MOST_FUEL));
            return arguments != null && instance.func(export.name()).callResumable(arguments) instanceof OutOfFuel paused
                    ? paused : null;
        } catch (Trap | WasmThrown | LimitException | LinkException e) {
            return null;
        }
    }

    private static Object[] arguments(FuncType type, Random random) {
        Object[] arguments = new Object[type.params().size()];
        for (int i = 0; i < arguments.length; i++) {
            ValType param = type.params().get(i);
            if (param instanceof RefType ref) {
                if (!ref.nullable()) {
                    return null;
                }
            } else {
                arguments[i] = switch ((NumType) param) {
                    case I32 -> random.nextInt(10);
                    case I64 -> (long) random.nextInt(10);
                    case F32 -> (float) random.nextInt(10);
                    case F64 -> (double) random.nextInt(10);
                    case V128 -> new V128(random.nextLong(), random.nextLong());
                };
            }
        }
        return arguments;
    }

    private static byte[] written(SuspendedCall call) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Snapshot.of(call).withModules().write(out);
        return out.toByteArray();
    }

    private static byte[] changed(byte[] content, Random random) {
        byte[] changed = content.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(4) == 0 ? random.nextInt(changed.length)
                    : changed.length - 1 - random.nextInt(Math.min(changed.length, STATE_BYTES));
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                case 2 -> changed[at] += (byte) (random.nextBoolean() ? 1 : -1);
                default -> changed[at] = (byte) random.nextInt(12);
            }
        }
        return changed;
    }

    // ---- continuing them

    /** How a call ends that goes on; it may run out of fuel again. */
    private static String outcome(SuspendedCall call) {
        try {
            CallOutcome outcome = call instanceof OutOfFuel paused ? paused.resume() : call;
            return outcome instanceof CallOutcome.Finished finished ? text(finished.values()) : "suspended";
        } catch (Trap e) {
            return e.code().toString();
        } catch (WasmThrown e) {
            return "thrown";
        }
    }

    /** Results without the identities of objects. */
    private static String text(List<Val> values) {
        StringBuilder text = new StringBuilder();
        for (Val value : values) {
            boolean isObject = value.type() instanceof RefType && value.ref() != null;
            text.append(isObject ? value.ref().getClass().getSimpleName() : value).append(' ');
        }
        return text.toString();
    }

    private static String restored(Engine engine, byte[] snapshot, byte[] wasm) throws IOException {
        Store<Void> store = store(engine);
        Module module = Module.of(engine, wasm);
        Optional<SuspendedCall> call = Snapshot.read(new ByteArrayInputStream(snapshot))
                .restore(store, linker(engine, module), module).call();
        store.setFuel(FUEL);
        return outcome(call.orElseThrow());
    }

    /** What is wrong with how a changed snapshot is taken, or null. */
    private static String tried(Engine engine, byte[] snapshot) {
        Store<Void> store = store(engine);
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            Optional<SuspendedCall> call = Snapshot.read(new ByteArrayInputStream(snapshot))
                    .restore(store, new Linker<Void>(engine)).call();
            store.setFuel(FUEL);
            call.ifPresent(Snapshots::outcome);
        } catch (SnapshotException refused) {
            // As it should be.
        } catch (IOException | RuntimeException | Error e) {
            StackTraceElement[] at = e.getStackTrace();
            return e + (at.length > 0 ? " at " + at[0] : "");
        }
        return THREADS.getCurrentThreadCpuTime() - start > MOST_PROCESSOR_TIME.toNanos() ? "takes too long" : null;
    }
}
