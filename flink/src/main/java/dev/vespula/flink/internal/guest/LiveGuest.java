package dev.vespula.flink.internal.guest;

import dev.vespula.HostSuspended;
import dev.vespula.Snapshot;
import dev.vespula.SnapshotException;
import dev.vespula.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A guest in memory: a call that waits in {@code next}, in a store of its own. Guarded by the state that holds it. */
final class LiveGuest {
    final Store<Void> store;
    private HostSuspended call;
    /** The state whose guest this is. */
    private GuestState holder;
    /** Where it stands among {@link LiveGuests}. */
    @Nullable
    LiveGuest before;
    @Nullable
    LiveGuest after;
    boolean isListed;

    LiveGuest(Store<Void> store, HostSuspended call) {
        this.store = store;
        this.call = call;
    }

    HostSuspended call() {
        return call;
    }

    void waitsIn(HostSuspended next) {
        call = next;
    }

    GuestState holder() {
        return holder;
    }

    void heldBy(GuestState state) {
        holder = state;
    }

    /**
     * The guest as bytes.
     *
     * @throws SnapshotException if it has something that cannot be written
     */
    byte[] snapshot() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(5_000);
        try {
            Snapshot.of(call).write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    void close() {
        store.close();
    }
}
