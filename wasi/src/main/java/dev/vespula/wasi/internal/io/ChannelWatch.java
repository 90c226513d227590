package dev.vespula.wasi.internal.io;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who waits for a channel, and what for. Used by the reactor's thread alone. */
final class ChannelWatch {
    private final Map<Runnable, Integer> operations = new LinkedHashMap<>();

    /**
     * Somebody waits.
     *
     * @throws java.nio.channels.CancelledKeyException if the channel is closed; then nobody waits more than before
     */
    void add(SelectionKey key, int wanted, Runnable action) {
        key.interestOpsOr(wanted);
        operations.merge(action, wanted, (before, more) -> before | more);
    }

    /** Somebody waits no more, if the channel is open still. */
    void remove(SelectionKey key, Runnable action) {
        if (operations.remove(action) != null) {
            lookForTheRest(key);
        }
    }

    private void lookForTheRest(SelectionKey key) {
        int wanted = 0;
        for (int each : operations.values()) {
            wanted |= each;
        }
        try {
            key.interestOps(wanted);
        } catch (CancelledKeyException e) {
            // Closed, of which whoever closes it tells all that are left.
        }
    }

    boolean isEmpty() {
        return operations.isEmpty();
    }

    /** Takes out all that wait for one of these operations, and looks for what the others wait for. */
    List<Runnable> take(SelectionKey key, int ready) {
        List<Runnable> told = new ArrayList<>();
        operations.forEach((action, wanted) -> {
            if ((wanted & ready) != 0) {
                told.add(action);
            }
        });
        told.forEach(operations::remove);
        lookForTheRest(key);
        return told;
    }
}
