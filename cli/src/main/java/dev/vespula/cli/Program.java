package dev.vespula.cli;

import dev.vespula.ByteBudget;
import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.ExitException;
import dev.vespula.FuelBudget;
import dev.vespula.Func;
import dev.vespula.LinkException;
import dev.vespula.Linker;
import dev.vespula.ModuleException;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.StoppedInHost;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.Val;
import dev.vespula.WasmException;
import dev.vespula.WasmFrame;
import dev.vespula.WasmThrown;
import dev.vespula.component.ComponentLinker;
import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.Wasi;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A program that is executed: its store and imports, its fuel, and how its end is told. */
final class Program {
    /** A backtrace longer than this is cut in the middle: nobody reads ten thousand frames of a recursion. */
    private static final int BACKTRACE_HEAD = 20;
    private static final int BACKTRACE_TAIL = 5;

    private final Console console;
    private final RunSettings settings;
    private final boolean verbose;
    private final SavedProgram state;
    private final Engine engine;
    private final Store<Void> store;
    private final Linker<Void> linker;
    /** While the program runs. */
    private Wasi wasi;
    private final RunStats stats;
    private NetworkPolicy network = NetworkPolicy.NONE;
    private String snapshotFile;
    /** What all stores may hold together; null if that is not limited. */
    private final ByteBudget bytes;
    /** Fuel of all threads together; null if the store has fuel of its own. */
    private FuelBudget commonFuel;
    /** What the store was given for this process. */
    private long given;

    /**
     * A program.
     *
     * @param config how its engine works
     * @param state  its name and arguments, and where its clock stands
     */
    Program(Console console, RunSettings settings, Config config, Option verbose, SavedProgram state) {
        this.console = console;
        this.settings = settings;
        this.verbose = verbose.isGiven();
        this.state = state;
        stats = settings.stats.isGiven() ? new RunStats() : null;
        engine = Engine.of(config);
        bytes = settings.bytes();
        store = newStore();
        linker = new Linker<>(engine);
        snapshotFile = settings.snapshot.value();
    }

    /** Another store with the same limits, for a thread of the program. */
    Store<Void> newStore() {
        Store<Void> made = new Store<>(engine);
        settings.limit(made);
        made.shareBytes(bytes);
        if (commonFuel != null) {
            made.shareFuel(commonFuel);
        }
        return made;
    }

    Engine engine() {
        return engine;
    }

    Store<Void> store() {
        return store;
    }

    Linker<Void> linker() {
        return linker;
    }

    /** A linker with the interfaces of WASI 0.2. */
    ComponentLinker<Void> componentLinker() {
        ComponentLinker<Void> made = new ComponentLinker<>(engine);
        wasi.addTo(made);
        return made;
    }

    /** What the program may do with the network; nothing otherwise. */
    void allow(NetworkPolicy policy) {
        network = policy;
    }

    /** Saves the program to this file when its fuel is used up, unless the command line names another. */
    void saveTo(String file) {
        if (snapshotFile == null) {
            snapshotFile = file;
        }
    }

    /** Fuels the store with what the options give, and with a rest from before. */
    void fuel(long rest) {
        if (settings.fuel.isGiven()) {
            long sum = rest + settings.fuel.number();
            given = Long.compareUnsigned(sum, rest) < 0 ? -1 : sum;
            store.setFuel(given);
        }
    }

    /** Fuels the program as {@link #fuel} does, but all its threads together. */
    void fuelThreads() {
        if (settings.fuel.isGiven()) {
            given = settings.fuel.number();
            commonFuel = FuelBudget.of(given);
            store.shareFuel(commonFuel);
        }
    }

    /** What a program does. */
    interface Body {
        int run();
    }

    /** Executes with the functions of WASI defined; gives the exit code, whatever the end. */
    int execute(Body body) {
        try {
            return executeUntold(body);
        } finally {
            if (stats != null) {
                stats.print(console.err(), engine, store);
            }
        }
    }

    private int executeUntold(Body body) {
        Map<String, String> variables = settings.environment.variables(console);
        if (snapshotFile != null) {
            // As they are now: files and the environment of this process may be others when the program goes on.
            state.setVariables(variables);
            state.checkSaving(settings, snapshotFile);
        }
        String file = state.file();
        RepeatableSources sources = settings.deterministic.isGiven() ? state.sources() : null;
        // The engine is closed for the sake of the cache.
        try (engine;
                Wasi process = WasiSetup.build(console, state.arguments(), settings.dir.values(), variables, sources,
                        network)) {
            wasi = process;
            process.addTo(linker);
            return body.run();
        } catch (ExitException e) {
            tellFuel();
            return e.status();
        } catch (Trap e) {
            if (stats != null) {
                tellFuel();
            }
            report("trap: " + e.detail(), e.frames(), e);
            return Main.TRAP;
        } catch (WasmThrown e) {
            report("uncaught " + e.detail(), e.frames(), e);
            return Main.TRAP;
        } catch (LinkException e) {
            throw new CommandException(file + ": cannot be linked: " + e.getMessage(), e);
        } catch (ModuleException e) {
            throw new CommandException(ModuleFile.describe(file, e), e);
        } catch (WasmException e) {
            throw new CommandException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException("closing the files of " + file + ": " + e.getMessage(), e);
        }
    }

    /** Calls a function and prints its results. */
    int call(Func function, Val[] args) {
        if (snapshotFile == null) {
            return finish(function.callVals(args));
        }
        return advance(function.callResumable((Object[]) args));
    }

    /** Takes it from where a call stands. */
    int advance(CallOutcome outcome) {
        if (outcome instanceof CallOutcome.Finished finished) {
            return finish(finished.values());
        }
        if (outcome instanceof OutOfFuel paused) {
            if (snapshotFile != null) {
                return save(paused);
            }
            paused.close();
            console.error(state.file() + ": trap: " + TrapCode.OUT_OF_FUEL.message());
            return Main.TRAP;
        }
        throw Program.<RuntimeException>unchecked(((StoppedInHost) outcome).cause());
    }

    /** Prints the results of a call. */
    int finish(List<Val> results) {
        for (Val result : results) {
            console.out().println(NumberText.print(result));
        }
        return finish();
    }

    /** Prints the result of a call of a component's function. */
    int finish(String result) {
        console.out().println(result);
        return finish();
    }

    /** Tells what there is to tell when a call has ended well. */
    int finish() {
        tellFuel();
        return Main.OK;
    }

    private int save(OutOfFuel paused) {
        state.consume(given - store.fuel());
        state.write(Snapshot.of(paused), settings, snapshotFile, console);
        tell(state.consumed());
        console.error(state.file() + ": out of fuel; saved, go on with: vespula resume " + snapshotFile + " --fuel N"
                + (Long.compareUnsigned(paused.requiredFuel(), given) > 0
                        ? ", at least " + Long.toUnsignedString(paused.requiredFuel()) : ""));
        return Main.PAUSED;
    }

    private void tellFuel() {
        if (settings.fuel.isGiven()) {
            tell(state.consumed() + given - store.fuel());
        }
    }

    private void tell(long consumed) {
        console.err().println("fuel consumed: " + Long.toUnsignedString(consumed) + ", fuel remaining: "
                + Long.toUnsignedString(store.fuel()));
    }

    private void report(String what, List<WasmFrame> frames, WasmException failure) {
        console.error(state.file() + ": " + what);
        int skipped = frames.size() - BACKTRACE_HEAD - BACKTRACE_TAIL;
        for (int i = 0; i < frames.size(); i++) {
            if (i == BACKTRACE_HEAD && skipped > 0 && !verbose) {
                console.err().println("  ... " + skipped + " more ...");
                i += skipped;
            }
            console.err().println("  at " + frames.get(i));
        }
        if (verbose && failure.getCause() != null) {
            failure.getCause().printStackTrace(console.err());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
