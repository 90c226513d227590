package dev.vespula.conformance;

import dev.vespula.CallOutcome;
import dev.vespula.Engine;
import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Global;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.WasmException;
import dev.vespula.types.NumType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A run of a module's functions in which every charge of fuel is paid on its own, and after every so many charges the
 * call moves: it is written to bytes and continued in a new store of a new engine, perhaps in another tier. Everything that
 * can be observed is written down.
 */
final class MovingRun {
    private static final String FUEL_GLOBAL = "fuel";
    private static final long AMPLE_FUEL = 1L << 40;

    private final byte[] wasm;
    private final int step;
    private final int most;
    private final List<Tier> tiers;
    private final StringBuilder record = new StringBuilder();
    private int moves;
    private long charges;
    private long paid;
    private Store<Void> store;
    private Instance instance;

    /**
     * A run.
     *
     * @param step  charges between two moves
     * @param most  moves after which it stays where it is
     * @param tiers in which tier it begins, and in which it goes on after each move, in turns
     */
    MovingRun(byte[] wasm, int step, int most, List<Tier> tiers) {
        this.wasm = wasm;
        this.step = step;
        this.most = most;
        this.tiers = tiers;
        Engine engine = engine();
        store = new Store<>(engine);
        store.setFuel(AMPLE_FUEL);
        instance = new Linker<Void>(engine).instantiate(store, Module.of(engine, wasm));
        store.setFuel(0);
    }

    private MovingRun(Tier tier) {
        this.wasm = null;
        this.step = Integer.MAX_VALUE;
        this.most = 0;
        this.tiers = List.of(tier);
        store = new Store<>(engine());
    }

    private Engine engine() {
        return Engines.createEager(new RunOptions(tiers.get(moves % tiers.size()), RunOptions.Fuel.ON));
    }

    int moves() {
        return moves;
    }

    /** Makes the calls; says what they returned, what they cost and what they left behind. */
    String run(List<BankCase.Call> calls) {
        for (BankCase.Call call : calls) {
            record.append(call.function()).append(" -> ");
            try {
                record.append(finish(begin(call)));
            } catch (WasmException e) {
                record.append(e.getMessage());
            }
            record.append(" for ").append(paid).append('\n');
        }
        observe();
        return record.toString();
    }

    private CallOutcome begin(BankCase.Call call) {
        if (instance.export(FUEL_GLOBAL).isPresent()) {
            instance.global(FUEL_GLOBAL).set(1000);
        }
        Func function = instance.func(call.function());
        return function.callResumable(call.args().stream().map(text -> Literal.parse(text).toJava()).toArray());
    }

    private List<?> finish(CallOutcome outcome) {
        CallOutcome current = outcome;
        while (current instanceof OutOfFuel paused) {
            if (++charges % step == 0 && moves < most) {
                paused = move(paused);
            }
            pay(paused);
            current = paused.resume();
        }
        return ((CallOutcome.Finished) current).values();
    }

    private void pay(OutOfFuel paused) {
        store.setFuel(paused.requiredFuel());
        paid += paused.requiredFuel();
    }

    private OutOfFuel move(OutOfFuel paused) {
        moves++;
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Snapshot.of(paused).write(bytes);
            store.engine().close();
            Engine engine = engine();
            store = new Store<>(engine);
            Snapshot.Restored restored = Snapshot.read(new ByteArrayInputStream(bytes.toByteArray()))
                    .restore(store, new Linker<>(engine), Module.of(engine, wasm));
            instance = restored.instance();
            return (OutOfFuel) restored.call().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes down globals, memory, and the sizes of tables. */
    private void observe() {
        for (Map.Entry<String, Extern> export : instance.exports().entrySet()) {
            if (export.getValue() instanceof Global global && global.value().type() instanceof NumType) {
                record.append(export.getKey()).append(" = ").append(global.value()).append('\n');
            } else if (export.getValue() instanceof Memory memory) {
                CRC32 crc = new CRC32();
                crc.update(memory.read(0, Math.toIntExact(memory.size())));
                record.append(export.getKey()).append(": ").append(memory.size()).append(' ').append(crc.getValue())
                        .append('\n');
            }
        }
    }

    // ---- in two processes

    /** Runs a call up to the first move and writes it to a file instead; false if it ended before. */
    boolean save(BankCase.Call call, Path file) throws IOException {
        CallOutcome current = begin(call);
        while (current instanceof OutOfFuel paused) {
            if (++charges % step == 0) {
                try (OutputStream out = Files.newOutputStream(file)) {
                    Snapshot.of(paused).withModules().with("function", call.function().getBytes())
                            .with("paid", Long.toString(paid).getBytes()).write(out);
                }
                return true;
            }
            pay(paused);
            current = paused.resume();
        }
        return false;
    }

    /** Continues what {@link #save} wrote, in the tier given, and prints what {@link #run} would have said. */
    public static void main(String[] args) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            Snapshot snapshot = Snapshot.read(in);
            MovingRun run = new MovingRun(Tier.valueOf(args[1]));
            Snapshot.Restored restored = snapshot.restore(run.store, new Linker<>(run.store.engine()));
            run.instance = restored.instance();
            run.paid = Long.parseLong(new String(snapshot.attachment("paid").orElseThrow()));
            run.record.append(new String(snapshot.attachment("function").orElseThrow())).append(" -> ");
            try {
                run.record.append(run.finish((OutOfFuel) restored.call().orElseThrow()));
            } catch (WasmException e) {
                run.record.append(e.getMessage());
            }
            run.record.append(" for ").append(run.paid).append('\n');
            run.observe();
            System.out.print(run.record);
        }
    }
}
