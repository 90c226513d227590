package dev.vespula.bench;

import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.HostSuspended;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What single abilities of Vespula cost.
 *
 * <p>Arguments: one of Vespula's engines, one of {@link #PARTS}, least and most seconds of warm-up, seconds of
 * measurement.
 */
final class OperationProcess {
    static final List<String> PARTS = List.of("pausing", "fuel", "objects", "exceptions", "vectors");

    private static final FuncType PAUSE = FuncType.of().returning(ValType.I32);
    private static final int PAUSES = 100;
    private static final int FUEL = 1_000;
    private static final int OBJECTS = 100_000;
    private static final int TREE_DEPTH = 15;
    private static final int THROWS = 1_000;
    private static final int MEMORY_BYTES = 65_536;
    private static final int KIBIBYTES = MEMORY_BYTES / 1024;

    private final Config config;

    private OperationProcess(Config config) {
        this.config = config;
    }

    public static void main(String[] args) throws IOException {
        OperationProcess process = new OperationProcess(VespulaEngine.configOf(args[0]));
        List<Operation> operations = switch (args[1]) {
            case "pausing" -> process.pausing();
            case "fuel" -> process.fuel();
            case "objects" -> process.objects();
            case "exceptions" -> process.exceptions();
            case "vectors" -> process.vectors();
            default -> throw new IllegalArgumentException(args[1]);
        };
        for (Operation operation : operations) {
            operation.measure(Extent.warmUp(args, 2), Double.parseDouble(args[4]));
        }
        System.exit(0);
    }

    private Instance instance(String program) throws IOException {
        Engine engine = Engine.of(config);
        return Instance.of(new Store<Void>(engine), Module.of(engine, Programs.text(program)), List.of());
    }

    // ---- pausing

    private List<Operation> pausing() throws IOException {
        Engine engine = Engine.of(config);
        Module module = Module.of(engine, Programs.text("pausing"));
        Linker<Void> linker = new Linker<>(engine);
        linker.func("env", "pause", PAUSE, (caller, args) -> {
            throw caller.suspend(null);
        });
        Instance instance = linker.instantiate(new Store<>(engine), module);
        instance.func("fill").call();
        Func pauses = instance.func("pauses");
        HostSuspended waiting = (HostSuspended) pauses.callResumable(10, 1);
        byte[] written = bytes(Snapshot.of(waiting));
        return List.of(
                new Operation("suspending in a host function and resuming, 1 frame", "us", PAUSES, () -> pause(pauses, 0)),
                new Operation("suspending in a host function and resuming, 100 frames", "us", PAUSES, () -> pause(pauses, 99)),
                new Operation("snapshot of a call with 1 MiB of memory, as bytes", "us", 1,
                        () -> Operation.expect(written.length, bytes(Snapshot.of(waiting)).length)),
                new Operation("reading and restoring that snapshot", "us", 1, () -> restore(written, engine, linker, module)));
    }

    private static void pause(Func pauses, int depth) {
        CallOutcome outcome = pauses.callResumable(depth, PAUSES);
        while (outcome instanceof HostSuspended suspended) {
            outcome = suspended.resume(2);
        }
        Operation.expect(2 * PAUSES, ((CallOutcome.Finished) outcome).results()[0]);
    }

    private static byte[] bytes(Snapshot snapshot) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 << 20);
        try {
            snapshot.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void restore(byte[] written, Engine engine, Linker<Void> linker, Module module) {
        try {
            Snapshot snapshot = Snapshot.read(new ByteArrayInputStream(written));
            HostSuspended call = (HostSuspended) snapshot.restore(new Store<>(engine), linker, module).call().orElseThrow();
            Operation.expect(5, ((CallOutcome.Finished) call.resume(5)).results()[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Operation> fuel() throws IOException {
        Engine engine = Engine.of(config.withFuel(Config.FuelMetering.ON));
        Store<Void> store = new Store<>(engine);
        store.setFuel(FUEL);
        Linker<Void> linker = new Linker<>(engine);
        linker.func("env", "pause", PAUSE, (caller, args) -> args.result(0, 1));
        Func count = linker.instantiate(store, Module.of(engine, Programs.text("pausing"))).func("count");
        return List.of(new Operation("running out of fuel, refuelling and resuming", "us", PAUSES, () -> {
            for (int stops = 0; stops < PAUSES;) {
                store.setFuel(FUEL);
                CallOutcome outcome = count.callResumable(Integer.MAX_VALUE);
                while (outcome instanceof OutOfFuel paused && stops < PAUSES) {
                    stops++;
                    if (stops == PAUSES) {
                        paused.close();
                    } else {
                        store.setFuel(FUEL);
                        outcome = paused.resume();
                    }
                }
            }
        }));
    }

    // ---- proposals

    private List<Operation> objects() throws IOException {
        Instance instance = instance("objects");
        return List.of(
                operation(instance, "structs", "making a struct", OBJECTS, OBJECTS, 1),
                operation(instance, "trees", "making and counting a node of a tree", (1 << TREE_DEPTH) - 1, TREE_DEPTH,
                        (1 << TREE_DEPTH) - 1),
                operation(instance, "arrays", "writing and reading an element of an array", OBJECTS, OBJECTS,
                        (int) ((long) OBJECTS * (OBJECTS - 1) / 2)),
                operation(instance, "casts", "testing the type of a struct", OBJECTS, OBJECTS, OBJECTS / 2));
    }

    private List<Operation> exceptions() throws IOException {
        Instance instance = instance("objects");
        return List.of(
                operation(instance, "throwsHere", "throwing and catching in one function", THROWS, THROWS, 2 * THROWS),
                operation(instance, "throwsBelow", "throwing to the caller", THROWS, THROWS, 2 * THROWS),
                operation(instance, "throwsDeep", "throwing through ten frames", THROWS, THROWS, 2 * THROWS));
    }

    private List<Operation> vectors() throws IOException {
        Instance instance = instance("vectors");
        instance.func("fill").call();
        float squares = MEMORY_BYTES / 4 * 0.25f;
        // 0.5f has the bits 0x3f000000.
        int ones = MEMORY_BYTES / 4;
        return List.of(
                operation(instance, "floats", "sum of squares of 1 KiB of floats, scalar", KIBIBYTES, null, squares),
                operation(instance, "floatVectors", "sum of squares of 1 KiB of floats, SIMD", KIBIBYTES, null, squares),
                operation(instance, "integers", "xor and sum of 1 KiB of integers, scalar", KIBIBYTES, null, ones),
                operation(instance, "integerVectors", "xor and sum of 1 KiB of integers, SIMD", KIBIBYTES, null, ones));
    }

    private static Operation operation(Instance instance, String export, String name, int count, Integer argument,
            Object expected) {
        Func function = instance.func(export);
        Object[] arguments = argument == null ? new Object[0] : new Object[] {argument};
        return new Operation(name, "ns", count, () -> Operation.expect(expected, function.call(arguments)[0]));
    }
}
