package dev.vespula;

import dev.vespula.internal.interp.Machine;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.runtime.ApiObjects;
import dev.vespula.internal.runtime.ContinuationInstance;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.LeftFrames;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.TableInstance;
import dev.vespula.internal.runtime.TagInstance;
import dev.vespula.internal.tier.CompilerSearch;
import dev.vespula.internal.tier.DeferredTier;
import dev.vespula.spi.SuspensionRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Configuration, types and code that modules and stores share. Make one and keep it; thread-safe.
 *
 * <pre>{@code
 * Engine engine = Engine.create();
 * Module module = Module.of(engine, Path.of("add.wasm"));
 * Store<Void> store = new Store<>(engine);
 * Instance instance = new Linker<Void>(engine).instantiate(store, module);
 * Object sum = instance.func("add").call(2, 3)[0];
 * }</pre>
 */
public final class Engine implements AutoCloseable {
    private final EngineState state;

    private Engine(Config config) {
        this.state = new EngineState(config, new Objects());
        state.executor = new Machine(state);
        state.tier = DeferredTier.of(state);
    }

    /** An engine with default configuration. */
    public static Engine create() {
        return new Engine(new Config());
    }

    /**
     * An engine with the given configuration.
     *
     * @throws IllegalArgumentException if others can put files into the folder of its {@linkplain Config#withCache cache}
     */
    public static Engine of(Config config) {
        config.checkCache();
        return new Engine(config);
    }

    /** The configuration. */
    public Config config() {
        return state.config;
    }

    /**
     * Begins the next epoch: executions in stores whose {@linkplain Store#setEpochDeadline deadline} that is are stopped.
     * May be called by any thread; takes time in proportion to the number of those stores.
     */
    public void incrementEpoch() {
        state.epochs.advance();
    }

    /** The present epoch; a new engine is at 0. */
    public long epoch() {
        return state.epochs.now();
    }

    /**
     * Which tiers engines can have, and what others lack: {@link Tier#AUTO} and {@link Tier#COMPILED} need the artifact
     * {@code vespula-compiler} and ASM, beside the engine or in the context class loader of the thread that makes the engine.
     * The first engine in a process that looks for the compiler in vain says so to the {@link System.Logger} "dev.vespula".
     * Looks anew at each call, in the context of the thread that calls: takes milliseconds.
     */
    public static List<TierState> tiers() {
        return Stream.of(Tier.values()).map(tier -> new TierState(tier, CompilerSearch.missing(tier))).toList();
    }

    /** What has happened in the engine so far. May be called by any thread, at any time; takes some nanoseconds. */
    public EngineStats stats() {
        return EngineStats.of(state.activity);
    }

    /**
     * Ends compilation in the background, and writes what was compiled to the {@linkplain Config#withCache cache} if there is
     * one. Everything made with the engine goes on to work as it is. Not necessary: an engine that is no longer reachable is
     * freed without it.
     */
    @Override
    public void close() {
        state.tier.close();
    }

    EngineState state() {
        return state;
    }

    /** What run-time objects are for users. */
    private static final class Objects extends ApiObjects {
        Objects() {
            super(Func.class, WasmThrown.class, Caller.class, Instance.class);
        }

        @Override
        public Object of(Object raw) {
            if (raw instanceof FunctionInstance function) {
                return Func.of(function);
            }
            if (raw instanceof ExceptionInstance exception) {
                return WasmThrown.of(exception);
            }
            if (raw instanceof ContinuationInstance continuation) {
                return Continuation.of(continuation);
            }
            if (raw instanceof LinearMemory memory) {
                return Memory.of(memory);
            }
            if (raw instanceof TableInstance table) {
                return Table.of(table);
            }
            if (raw instanceof GlobalCell global) {
                return Global.of(global);
            }
            return raw instanceof TagInstance tag ? Tag.of(tag) : raw;
        }

        @Override
        public Object raw(Object object) {
            if (object instanceof Func function) {
                return function.instance();
            }
            if (object instanceof WasmThrown thrown && thrown.exception() != null) {
                return thrown.exception();
            }
            if (object instanceof Continuation continuation) {
                return continuation.instance();
            }
            if (object instanceof Memory memory) {
                return memory.instance();
            }
            if (object instanceof Table table) {
                return table.instance();
            }
            if (object instanceof Global global) {
                return global.cell();
            }
            return object instanceof Tag tag ? tag.instance() : object;
        }

        @Override
        public Object plain(Object value, int type, EngineState engine) {
            return value instanceof Val val ? val.plain(type, engine) : value;
        }

        @Override
        public Object instance(ModuleInstance raw) {
            return Instance.of(raw);
        }

        @Override
        public Object caller(HostFrame frame) {
            return Caller.of(frame);
        }

        @Override
        public CompletionStage<?> awaited(Exception cause, HostFunctionInstance thrower) {
            return HostSuspension.awaited(cause, thrower);
        }

        @Override
        public RuntimeException thrown(ExceptionInstance exception) {
            return WasmThrown.anew(exception);
        }

        @Override
        public Throwable leaving(Throwable thrown, Supplier<LeftFrames> functions) {
            if (thrown instanceof WasmThrown exception) {
                return exception.leaving(functions.get());
            }
            if (thrown instanceof Trap trap) {
                leaving(trap, functions.get());
            } else {
                WasmBacktrace.note(thrown, functions);
            }
            return thrown;
        }

        @Override
        public boolean leaving(Trap trap, LeftFrames functions) {
            LeftFrames all = functions.after((LeftFrames) trap.flight());
            trap.left(all.frames(), all.elements(), all.leftOut(), all);
            return all == functions;
        }

        @Override
        public boolean isRequest(Throwable thrown) {
            return thrown instanceof HostSuspension || thrown instanceof SuspensionRequest;
        }
    }
}
