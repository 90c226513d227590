package dev.vespula.conformance.fuzz;

import dev.vespula.CallOutcome;
import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.HostSuspended;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.SuspendedCall;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.WasmFrame;
import dev.vespula.WasmThrown;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** A {@link SiteProgram} in one tier; tells everything that came of a run as text. */
final class SiteRun implements AutoCloseable {
    /** More than any run takes, where fuel is metered. */
    static final long AMPLE = 1L << 40;
    private static final FuncType STOP = FuncType.of(ValType.I32);
    private static final int HOST = 1;
    private static final int SHOWN_FRAMES = 4;

    private final Engine engine;
    private final Module module;
    private final Linker<Void> linker;
    private Store<Void> store;
    private Instance instance;

    /**
     * A program in a tier.
     *
     * @param methodBytes the largest method of compiled code, 0 for what is usual
     */
    SiteRun(Tier tier, Config.FuelMetering fuel, int methodBytes, byte[] wasm) {
        engine = engine(tier, fuel, methodBytes);
        module = Module.of(engine, wasm);
        linker = new Linker<>(engine);
        linker.func("h", "stop", STOP, (caller, args) -> {
            if (args.i32(0) == HOST) {
                throw caller.suspend("stop");
            }
            caller.memory("memory").grow(1);
        });
        renew();
    }

    private static Engine engine(Tier tier, Config.FuelMetering fuel, int methodBytes) {
        Config config = new Config().withFuel(fuel).withTier(tier).withCompilationMode(CompilationMode.EAGER);
        for (Feature feature : Feature.values()) {
            config = config.with(feature);
        }
        return CompilerSettings.engine(config, methodBytes);
    }

    /** A store and an instance that nothing has been done with. */
    void renew() {
        store = new Store<>(engine);
        refuel(AMPLE);
        instance = linker.instantiate(store, module);
    }

    private void refuel(long amount) {
        if (engine.config().isMetered()) {
            store.setFuel(amount);
        }
    }

    private static String run(int function) {
        return "run" + function;
    }

    /** How often sites were passed in the last run. */
    int count() {
        return (Integer) instance.global("count").get();
    }

    /** Fuel that was taken since there was plenty. */
    long taken() {
        return engine.config().isMetered() ? AMPLE - store.fuel() : 0;
    }

    /** Runs a function with an event at a site; where the host stops it, it goes on at once. */
    String run(int function, SiteProgram.Event event, int site) {
        refuel(AMPLE);
        String outcome = event == SiteProgram.Event.HOST
                ? told(() -> finish(instance.func(run(function)).callResumable(event.ordinal(), site)))
                : told(() -> instance.func(run(function)).call(event.ordinal(), site));
        return outcome + " fuel " + taken();
    }

    /** Runs a function with little fuel, and with plenty when that has gone, perhaps in another store. */
    String inPieces(int function, long fuel, boolean isMoved) {
        refuel(fuel);
        String outcome = told(() -> {
            CallOutcome next = instance.func(run(function)).callResumable(0, 0);
            if (next instanceof OutOfFuel paused) {
                long left = store.fuel();
                OutOfFuel moved = isMoved ? (OutOfFuel) moved(paused) : paused;
                refuel(AMPLE - fuel + left);
                next = moved.resume();
            } else {
                refuel(store.fuel() + AMPLE - fuel);
            }
            finish(next);
        });
        return outcome + " fuel " + taken();
    }

    private SuspendedCall moved(SuspendedCall paused) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Snapshot.of(paused).write(bytes);
        store = new Store<>(engine);
        Snapshot.Restored restored = Snapshot.read(new ByteArrayInputStream(bytes.toByteArray())).restore(store, linker,
                module);
        instance = restored.instance();
        return restored.call().orElseThrow();
    }

    private static void finish(CallOutcome outcome) {
        CallOutcome next = outcome;
        while (next instanceof HostSuspended paused) {
            next = paused.resume();
        }
        if (next instanceof OutOfFuel) {
            throw new IllegalStateException("out of fuel");
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private String told(Action action) {
        StringBuilder text = new StringBuilder();
        try {
            action.run();
            text.append("done");
        } catch (Trap trap) {
            text.append(trap.code());
            frames(text, trap.frames());
        } catch (WasmThrown thrown) {
            text.append("thrown ").append(thrown.values());
            frames(text, thrown.frames());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.append(" digest ").append(instance.global("digest").get()).append(" count ").append(count())
                .append(" memory ").append(instance.memory("memory").size()).toString();
    }

    private static void frames(StringBuilder text, List<WasmFrame> frames) {
        for (int k = 0; k < frames.size() && k < SHOWN_FRAMES; k++) {
            text.append(' ').append(frames.get(k).functionIndex()).append('@').append(frames.get(k).codeOffset());
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
