package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.util.Arrays;

/**
 * The scatter/gather list of a read or write. All of it is checked against the memory before anything is transferred, so a bad
 * pointer in the last vector loses no data. The list is copied first: a read may overwrite the memory it stands in.
 */
public final class IoVectors {
    /** Bytes moved per call to the host; more than this gains nothing and less costs system calls. */
    public static final int CHUNK = 64 * 1024;

    /** More vectors are refused, as Linux does: a list is copied to the host's heap. */
    public static final int MOST = 1024;

    private static final int VECTOR_BYTES = 8;

    private final GuestMemory memory;
    private final StopSignal stop;
    private final long total;
    /** Pointer and length of each vector that is not empty. */
    private int[] vectors = new int[2 * 8];
    private int vectorCount;
    private int index;
    private long done;

    /**
     * @param array address of {@code count} pairs of pointer and length
     * @param stop ends long transfers
     * @throws ErrnoException INVAL for more than {@link #MOST} vectors, FAULT when the list or one of its ranges is outside the
     *     memory, INVAL when the lengths add up to more than a signed 32-bit number holds
     */
    public IoVectors(GuestMemory memory, int array, int count, StopSignal stop) throws ErrnoException {
        this.memory = memory;
        this.stop = stop;
        memory.check(array, (count & 0xFFFF_FFFFL) * VECTOR_BYTES);
        Errno.INVAL.when(count < 0 || count > MOST);
        long sum = 0;
        for (int i = 0; i != count; i++) {
            int pointer = memory.getI32(array + i * VECTOR_BYTES);
            int length = memory.getI32(array + i * VECTOR_BYTES + 4);
            memory.check(pointer, length & 0xFFFF_FFFFL);
            sum += length & 0xFFFF_FFFFL;
            if (length != 0) {
                add(pointer, length);
            }
        }
        Errno.INVAL.when(sum > Integer.MAX_VALUE);
        this.total = sum;
    }

    public long total() {
        return total;
    }

    /** Where data comes from; -1 at the end of it. */
    public interface Source {
        int read(byte[] buffer, int length) throws IOException;
    }

    /** Where data goes to; the number of bytes taken. */
    public interface Sink {
        int write(byte[] buffer, int length) throws IOException;
    }

    /**
     * Fills the vectors from a source until they are full or it gives less than asked for.
     *
     * @return the number of bytes read
     */
    public int readFrom(Source source) throws IOException {
        return transfer(source, null);
    }

    /**
     * Writes the vectors to a sink until it takes less than offered.
     *
     * @return the number of bytes written
     */
    public int writeTo(Sink sink) throws IOException {
        return transfer(null, sink);
    }

    /** From the source or to the sink; the other one is null. */
    private int transfer(Source source, Sink sink) throws IOException {
        byte[] buffer = new byte[(int) Math.min(total, CHUNK)];
        int transferred = 0;
        while (transferred < total) {
            int wanted = (int) Math.min(total - transferred, buffer.length);
            if (sink != null) {
                gather(buffer, wanted);
            }
            int moved;
            try {
                checkBetween(transferred);
                moved = sink != null ? sink.write(buffer, wanted) : source.read(buffer, wanted);
            } catch (IOException e) {
                if (transferred > 0) {
                    return transferred;
                }
                throw e;
            }
            if (source != null && moved > 0) {
                scatter(buffer, moved);
            }
            transferred += Math.max(0, moved);
            if (moved < wanted) {
                break;
            }
        }
        return transferred;
    }

    /** The first part is as quick as any function; before the others the guest may have been told to stop. */
    private void checkBetween(long transferred) throws IOException {
        if (transferred > 0) {
            stop.check();
        }
    }

    private void scatter(byte[] source, int length) throws ErrnoException {
        for (int offset = 0; offset < length;) {
            int part = part(length - offset);
            memory.write((int) (pointer(index) + done), source, offset, part);
            offset += advance(part);
        }
    }

    private void gather(byte[] target, int length) throws ErrnoException {
        for (int offset = 0; offset < length;) {
            int part = part(length - offset);
            memory.read((int) (pointer(index) + done), target, offset, part);
            offset += advance(part);
        }
    }

    private int part(int wanted) {
        if (done == length(index)) {
            index++;
            done = 0;
        }
        return (int) Math.min(wanted, length(index) - done);
    }

    private int advance(int part) {
        done += part;
        return part;
    }

    private void add(int pointer, int length) {
        if (2 * vectorCount == vectors.length) {
            vectors = Arrays.copyOf(vectors, vectors.length * 2);
        }
        vectors[2 * vectorCount] = pointer;
        vectors[2 * vectorCount + 1] = length;
        vectorCount++;
    }

    private int pointer(int i) {
        return vectors[2 * i];
    }

    private long length(int i) {
        return vectors[2 * i + 1] & 0xFFFF_FFFFL;
    }
}
