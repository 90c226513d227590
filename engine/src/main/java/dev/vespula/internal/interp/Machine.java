package dev.vespula.internal.interp;

import dev.vespula.internal.limits.HeapReserve;
import dev.vespula.internal.linked.Tracer;
import dev.vespula.internal.policy.Watching;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.ContinuationInstance;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.Executor;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.WasmFunction;
import java.util.function.Consumer;

/**
 * The interpreter of an engine. Each activation, a call from Java into Wasm, has stacks of its own; a store keeps some of
 * them for its next calls.
 */
public final class Machine extends Executor {
    private final StackLimits limits;
    private final int kept;
    private final EngineState engine;

    /** The interpreter of an engine. */
    public Machine(EngineState engine) {
        limits = StackLimits.of(engine.config);
        kept = engine.config.maxCachedStacks();
        this.engine = engine;
        engine.tracer = Tracer.of(engine.watching);
    }

    @Override
    public HostBody watched(HostBody body) {
        Consumer<Watching.HostCall> hosts = engine.watching.hosts();
        if (hosts != null) {
            return (frame, function) -> hosts.accept(new WatchedHostCall(frame, function, body));
        }
        Tracer tracer = Tracer.of(engine);
        return tracer == null ? body : tracer.traced(body);
    }

    @Override
    public Execution enter(StoreState store, Signature signature) {
        HeapReserve.renew();
        Execution execution = take(store);
        execution.open(signature);
        return execution;
    }

    private Execution take(StoreState store) {
        Execution execution = free(store).take();
        return execution != null ? execution : newExecution(store);
    }

    private Execution newExecution(StoreState store) {
        Execution made = new Execution(store, limits);
        store.add(made);
        return made;
    }

    @Override
    public boolean allowsDirectCalls() {
        return kept > 0 && CompiledCalls.areRoomFor(limits);
    }

    @Override
    public MachineStack openDirect(StoreState store) {
        HeapReserve.renew();
        MachineStack present = store.stack;
        Execution execution = present != null && present.isReady ? (Execution) present : take(store);
        execution.direct.open();
        return execution;
    }

    private FreeStacks free(StoreState store) {
        FreeStacks free = (FreeStacks) store.machine;
        if (free == null) {
            free = new FreeStacks(kept);
            store.machine = free;
        }
        return free;
    }

    @Override
    public Activation activation(ContinuationInstance continuation) {
        return SavedContinuation.capture(continuation);
    }

    @Override
    public void setTypes(ContinuationInstance continuation, Activation activation) throws Activation.Mismatch {
        SavedContinuation.setTypes(continuation, activation, limits);
    }

    @Override
    public void fill(ContinuationInstance continuation, Activation activation) throws Activation.Mismatch {
        SavedContinuation.fill(continuation, activation, limits);
    }

    @Override
    public Execution restore(StoreState store, WasmFunction function, Activation activation) throws Activation.Mismatch {
        Execution execution = enter(store, function.signature);
        boolean restored = false;
        try {
            SavedState.restore(execution, function, activation);
            restored = true;
            return execution;
        } finally {
            if (!restored) {
                execution.end();
            }
        }
    }
}
