package dev.vespula.compiler;

import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.WasmException;
import dev.vespula.WasmFrame;
import dev.vespula.WasmThrown;
import dev.vespula.text.Wat;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** A store with modules written as text, run in one way; everything that can be observed is written down. */
final class Program {
    /** More than any test uses, where fuel is metered. */
    static final long AMPLE_FUEL = 1L << 40;
    private static final int SHOWN_FRAMES = 5;

    final Way way;
    final Engine engine;
    final Store<Void> store;
    final Linker<Void> linker;
    private final StringBuilder record = new StringBuilder();

    Program(Way way, Config config) {
        this.way = way;
        Config all = config.withCompilationMode(CompilationMode.EAGER);
        for (Feature feature : Feature.values()) {
            all = all.with(feature);
        }
        engine = way.engine(all);
        store = new Store<>(engine);
        linker = new Linker<>(engine);
        if (all.isMetered()) {
            store.setFuel(AMPLE_FUEL);
        }
    }

    static byte[] binary(String fields) {
        return Wat.parse("(module " + fields + ")");
    }

    Module module(String fields) {
        return Module.of(engine, binary(fields));
    }

    /** Instantiates a module from the fields of its text. */
    Instance instance(String fields) {
        return linker.instantiate(store, module(fields));
    }

    /** As {@link #instance(String)}, and lets later modules import its exports. */
    Instance instance(String name, String fields) {
        Instance made = instance(fields);
        linker.instance(name, made);
        return made;
    }

    /** Calls a function and writes down what it returned or how it failed, and the fuel that is left. */
    void call(Instance instance, String function, Object... arguments) {
        note(function + Arrays.toString(arguments), () -> Arrays.deepToString(instance.func(function).call(arguments)));
    }

    /** Does something and writes down what came of it. */
    void note(String name, Callable<?> action) {
        record.append(name).append(": ");
        try {
            record.append(action.call());
        } catch (Trap trap) {
            record.append(trap.code()).append(' ').append(trap.detail());
            frames(trap.frames());
        } catch (WasmThrown thrown) {
            record.append("threw ").append(thrown.values());
            frames(thrown.frames());
        } catch (WasmException | IllegalStateException | IllegalArgumentException e) {
            record.append(e.getClass().getSimpleName()).append(' ').append(e.getMessage());
        } catch (Exception e) {
            record.append(e);
        }
        if (engine.config().isMetered()) {
            record.append(" with ").append(store.fuel()).append(" left");
        }
        record.append('\n');
    }

    /** Writes the innermost frames, and of all others their number and a hash. */
    private void frames(List<WasmFrame> frames) {
        for (int k = 0; k < frames.size() && k < SHOWN_FRAMES; k++) {
            record.append("\n    ").append(frames.get(k).functionIndex()).append(" @ ").append(frames.get(k).codeOffset());
        }
        record.append("\n    of ").append(frames.size()).append(", ").append(Integer.toHexString(frames.hashCode()));
    }

    /** Everything that was written down. */
    String record() {
        return record.toString();
    }
}
