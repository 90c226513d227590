package dev.vespula.udf.internal.task;

import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.udf.InstanceReuse;
import dev.vespula.udf.UdfLimits;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Instances of a module under one set of limits. Thread-safe. */
public final class InstancePool {
    /** Idle ones beyond are let go. */
    private static final int MAX_IDLE = 2 * Runtime.getRuntime().availableProcessors();

    private final Engine engine;
    private final GuestModule module;
    private final ConcurrentLinkedDeque<PooledInstance> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    public InstancePool(Engine engine, GuestModule module) {
        this.engine = engine;
        this.module = module;
    }

    Engine engine() {
        return engine;
    }

    /**
     * An instance.
     *
     * @param begun told of the store before anything runs in it
     */
    PooledInstance take(UdfLimits limits, InstanceReuse reuse, Consumer<Store<Void>> begun) {
        if (reuse == InstanceReuse.BETWEEN_TASKS) {
            PooledInstance known = idle.pollFirst();
            if (known != null) {
                idleCount.decrementAndGet();
                return known;
            }
        }
        Store<Void> store = new Store<>(engine);
        GuestLimiter limiter = new GuestLimiter(limits.memory());
        store.limiter(limiter);
        if (engine.config().isMetered()) {
            // The beginning of an instance is nobody's row; it has what a task has, so that it ends.
            store.setFuel(limits.fuelPerTask());
        }
        begun.accept(store);
        try {
            return new PooledInstance(store, module.open(store), limiter);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    void giveBack(PooledInstance instance, InstanceReuse reuse) {
        if (reuse == InstanceReuse.BETWEEN_TASKS && idleCount.get() < MAX_IDLE) {
            instance.store().clearInterrupt();
            instance.limiter().forget();
            idleCount.incrementAndGet();
            idle.addFirst(instance);
        } else {
            instance.store().close();
        }
    }
}
