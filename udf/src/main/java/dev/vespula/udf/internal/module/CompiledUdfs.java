package dev.vespula.udf.internal.module;

import dev.vespula.Engine;
import dev.vespula.udf.InstanceReuse;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.internal.task.GuestModule;
import dev.vespula.udf.internal.task.InstancePool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A module, compiled, with the instances that wait for tasks. Kept by those who use it, and found again as long as they do. */
public final class CompiledUdfs {
    private final Engine engine;
    /** Kept, so that other declarations for it find it. */
    final LoadedModule loaded;
    private final GuestModule guests;
    private final Map<Key, InstancePool> pools = new ConcurrentHashMap<>();

    /** Instances of other limits are others. */
    private record Key(UdfLimits limits, InstanceReuse reuse) {}

    CompiledUdfs(Engine engine, LoadedModule loaded, GuestModule guests) {
        this.engine = engine;
        this.loaded = loaded;
        this.guests = guests;
    }

    public List<Signature> functions() {
        return guests.functions();
    }

    public Map<String, String> refused() {
        return guests.refused();
    }

    public InstancePool pool(UdfLimits limits, InstanceReuse reuse) {
        return pools.computeIfAbsent(new Key(limits, reuse), key -> new InstancePool(engine, guests));
    }
}
