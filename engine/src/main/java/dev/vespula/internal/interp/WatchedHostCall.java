package dev.vespula.internal.interp;

import dev.vespula.internal.linked.Tracer;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.policy.Watching;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A call of a function of the host, for whoever stands between.
 *
 * @param frame    its window
 * @param function the function
 * @param body     what it does
 */
record WatchedHostCall(HostFrame frame, HostFunctionInstance function, HostBody body) implements Watching.HostCall {
    @Override
    public String name() {
        return Tracer.name(function, frame.caller());
    }

    @Override
    public long[] arguments() {
        return Arrays.copyOfRange(frame.cells, frame.base, frame.base + function.signature.paramSlots);
    }

    @Override
    public void run() {
        body.call(frame, function);
    }

    @Override
    public long[] results() {
        return Arrays.copyOfRange(frame.cells, frame.base, frame.base + function.signature.resultSlots);
    }

    @Override
    public void answer(long[] results) {
        System.arraycopy(results, 0, frame.cells, frame.base, results.length);
    }

    @Override
    public ByteBuffer[] memories() {
        LinearMemory[] memories = frame.caller() == null ? new LinearMemory[0] : frame.caller().memories;
        return Arrays.stream(memories).map(one -> ByteBuffer.wrap(one.bytes, 0, Math.max(0, one.limit))).toArray(
                ByteBuffer[]::new);
    }

    @Override
    public long fuel() {
        return frame.store().engine.metered ? frame.store().fuelLeft() : 0;
    }
}
