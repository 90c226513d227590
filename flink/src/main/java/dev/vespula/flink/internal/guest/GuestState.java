package dev.vespula.flink.internal.guest;

import org.jspecify.annotations.Nullable;

/**
 * The guest of a key, as Flink's state holds it: live in memory, as bytes, or both. Bytes are made when somebody asks for them: a
 * checkpoint, a backend that writes at each access, or eviction. Taking a snapshot costs some 40 us, an event 1 to 2: so never at each event.
 *
 * <p>Heap checkpoints are written by another thread while the task goes on with copies of what is being written. Hence the lock, and
 * hence {@link #copy} hands the live guest to the copy, with which the task goes on; what is being written has the bytes.
 */
public final class GuestState {
    private @Nullable LiveGuest live;
    /** Null while the live guest is ahead of them. */
    private byte @Nullable [] bytes;
    private long fuelUsed;

    private GuestState(byte @Nullable [] bytes, long fuelUsed) {
        this.bytes = bytes;
        this.fuelUsed = fuelUsed;
    }

    /** That of a key which has no guest yet. */
    static GuestState unborn() {
        return new GuestState(null, 0);
    }

    /** A guest as bytes. */
    static GuestState frozen(byte[] bytes, long fuelUsed) {
        return new GuestState(bytes, fuelUsed);
    }

    /** Units of fuel that the guest has used in all. */
    synchronized long fuelUsed() {
        return fuelUsed;
    }

    synchronized void use(long units) {
        long sum = fuelUsed + units;
        fuelUsed = sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** The live guest, if there is one; bytes no longer hold. */
    synchronized @Nullable LiveGuest wake() {
        if (live != null) {
            bytes = null;
        }
        return live;
    }

    /** The bytes of a guest that is not live; null if it was never born. */
    synchronized byte @Nullable [] frozen() {
        return bytes;
    }

    /** A guest was started or restored. */
    synchronized void hold(LiveGuest guest) {
        live = guest;
        guest.heldBy(this);
        bytes = null;
    }

    /** Whether there are bytes of what the guest is now. */
    synchronized boolean isWritten() {
        return bytes != null;
    }

    /** The guest in memory, if it is. */
    synchronized @Nullable LiveGuest live() {
        return live;
    }

    /** The guest has failed or ended. */
    synchronized void lose() {
        live = null;
        bytes = null;
    }

    /** The bytes. */
    synchronized byte[] written() {
        if (bytes == null) {
            if (live == null) {
                throw new IllegalStateException("a guest that was never started");
            }
            bytes = live.snapshot();
        }
        return bytes;
    }

    /** Keeps the bytes only. Returns whether it was live. */
    synchronized boolean freeze() {
        if (live == null) {
            return false;
        }
        written();
        live.close();
        live = null;
        return true;
    }

    /** The same guest once more; if it is live, the copy is, and this one is bytes. */
    synchronized GuestState copy() {
        GuestState copy = new GuestState(written(), fuelUsed);
        if (live != null) {
            LiveGuest moved = live;
            live = null;
            copy.take(moved);
        }
        return copy;
    }

    private synchronized void take(LiveGuest moved) {
        live = moved;
        moved.heldBy(this);
    }
}
