package dev.vespula.wasi.internal.io;

import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who waits for a channel, and what for. Used by the reactor's thread alone. */
final class ChannelWatch {
    private final Map<Runnable, Integer> operations = new LinkedHashMap<>();

    void add(SelectionKey key, int wanted, Runnable action) {
        operations.merge(action, wanted, (before, more) -> before | more);
        key.interestOpsOr(wanted);
    }

    void remove(SelectionKey key, Runnable action) {
        operations.remove(action);
        int rest = 0;
        for (int each : operations.values()) {
            rest |= each;
        }
        key.interestOps(rest);
    }

    boolean isEmpty() {
        return operations.isEmpty();
    }

    /** Tells all that wait for one of these operations, once. */
    void fire(int ready) {
        List<Runnable> told = new ArrayList<>();
        operations.forEach((action, wanted) -> {
            if ((wanted & ready) != 0) {
                told.add(action);
            }
        });
        told.forEach(operations::remove);
        told.forEach(Runnable::run);
    }
}
