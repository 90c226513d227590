package dev.vespula.wasi.internal.io;

import dev.vespula.component.HostCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code wasi:io/poll}. */
public final class Poll {

    /**
     * {@code poll}: waits for at least one.
     *
     * @return the indices of those that are ready, in their order
     * @throws dev.vespula.Trap if there is none to wait for
     */
    public int[] poll(HostCall<?> call, List<Pollable> pollables) {
        if (pollables.isEmpty()) {
            throw GuestError.trap("poll of no pollables");
        }
        List<Source> sources = new ArrayList<>(pollables.size());
        pollables.forEach(pollable -> sources.add(pollable.source()));
        int[] ready = ready(sources);
        while (ready == null && ClockSource.passTime(sources)) {
            ready = ready(sources);
        }
        return ready != null ? ready : call.await(Wait.until(sources, () -> ready(sources)));
    }

    private static int[] ready(List<Source> sources) {
        int[] found = new int[sources.size()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (sources.get(i).isReady()) {
                found[count++] = i;
            }
        }
        return count == 0 ? null : Arrays.copyOf(found, count);
    }
}
