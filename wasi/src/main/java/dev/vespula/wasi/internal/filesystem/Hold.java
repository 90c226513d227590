package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.descriptors.Descriptor;
import dev.vespula.wasi.internal.descriptors.FdTable;
import dev.vespula.wasi.internal.descriptors.Turn;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a number of the table open for all resources that need it: the guest's handle, and streams that may outlive it. The last of them
 * closes it. Thread-safe.
 */
final class Hold {
    private final FdTable table;
    private final int number;
    private final StopSignal stop;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** What is done with a descriptor while nobody else works on it. */
    interface Work<R> {
        R on(Descriptor descriptor) throws IOException;
    }

    /** What is done with two descriptors, which may be one. */
    interface WorkOnTwo<R> {
        R on(Descriptor first, Descriptor second) throws IOException;
    }

    /** The only holder, so far, of a number. */
    Hold(FdTable table, int number, StopSignal stop) {
        this.table = table;
        this.number = number;
        this.stop = stop;
    }

    /**
     * One more holder, who must release it.
     *
     * @throws ErrnoException BADF when the last one has released it
     */
    Hold retain() throws ErrnoException {
        Errno.BADF.when(holders.getAndUpdate(before -> before == 0 ? 0 : before + 1) == 0);
        return this;
    }

    <R> R apply(Work<R> work) throws IOException {
        try (Turn turn = table.take(number, stop)) {
            return work.on(turn.first());
        }
    }

    <R> R apply(Hold other, WorkOnTwo<R> work) throws IOException {
        // The same number is another file in another process.
        Errno.XDEV.when(other.table != table);
        try (Turn turn = table.take(number, other.number, stop)) {
            boolean isInOrder = turn.first() == table.get(number);
            Descriptor second = turn.second() == null ? turn.first() : turn.second();
            return isInOrder ? work.on(turn.first(), second) : work.on(second, turn.first());
        }
    }

    /** One holder less. What the host says to closing nobody can be told. */
    void release() {
        if (holders.decrementAndGet() > 0) {
            return;
        }
        try {
            Descriptor descriptor = table.get(number);
            descriptor.acquire();
            try {
                table.close(number);
            } finally {
                descriptor.release();
            }
        } catch (IOException e) {
            // The process has ended, or the host failed.
        }
    }
}
