package dev.vespula.wasi.internal.descriptors;

import dev.vespula.Memory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.Filestat;
import dev.vespula.wasi.internal.files.PathResolver;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The calling instance's linear memory as WASI functions see it: addresses are unsigned 32-bit, values little-endian, and an
 * access outside the memory is {@link Errno#FAULT}, never a Java exception of another kind.
 */
public class GuestMemory {
    public static final int FILESTAT_BYTES = 64;

    private final Memory memory;

    public GuestMemory(Memory memory) {
        this.memory = memory;
    }

    /** The address as a number; fails with {@link Errno#FAULT} unless so many bytes from there on are inside the memory. */
    public final long check(int address, long length) throws ErrnoException {
        long at = Integer.toUnsignedLong(address);
        Errno.FAULT.when(length < 0 || at + length > memory.size());
        return at;
    }

    public final int getU8(int address) throws ErrnoException {
        return memory.readByte(check(address, Byte.BYTES)) & 0xFF;
    }

    public final int getU16(int address) throws ErrnoException {
        return memory.readShort(check(address, Short.BYTES)) & 0xFFFF;
    }

    public final int getI32(int address) throws ErrnoException {
        return memory.readInt(check(address, Integer.BYTES));
    }

    public final long getI64(int address) throws ErrnoException {
        return memory.readLong(check(address, Long.BYTES));
    }

    public final void putI8(int address, int value) throws ErrnoException {
        memory.writeByte(check(address, Byte.BYTES), (byte) value);
    }

    public final void putI16(int address, int value) throws ErrnoException {
        memory.writeShort(check(address, Short.BYTES), (short) value);
    }

    public final void putI32(int address, int value) throws ErrnoException {
        memory.writeInt(check(address, Integer.BYTES), value);
    }

    public final void putI64(int address, long value) throws ErrnoException {
        memory.writeLong(check(address, Long.BYTES), value);
    }

    /** Zeroes a range; structures are zeroed first so that their padding never shows what was there before. */
    public final void fill(int address, int length) throws ErrnoException {
        memory.write(check(address, length), new byte[length], 0, length);
    }

    /** Writes the attributes of a file, {@link #FILESTAT_BYTES} in all. */
    public final void putFilestat(int address, Filestat stat) throws ErrnoException {
        fill(address, FILESTAT_BYTES);
        putI64(address, stat.device());
        putI64(address + 8, stat.inode());
        putI8(address + 16, stat.type().code());
        putI64(address + 24, stat.links());
        putI64(address + 32, stat.size());
        putI64(address + 40, stat.accessed());
        putI64(address + 48, stat.modified());
        putI64(address + 56, stat.changed());
    }

    public final void read(int address, byte[] target, int offset, int length) throws ErrnoException {
        memory.read(check(address, length), target, offset, length);
    }

    public final void write(int address, byte[] source, int offset, int length) throws ErrnoException {
        memory.write(check(address, length), source, offset, length);
    }

    /**
     * A path given by pointer and length.
     *
     * @throws ErrnoException FAULT outside the memory, NAMETOOLONG beyond {@link PathResolver#MAX_PATH} bytes, ILSEQ when it is
     *     not UTF-8
     */
    public final String path(int address, int length) throws ErrnoException {
        long at = check(address, Integer.toUnsignedLong(length));
        Errno.NAMETOOLONG.when(length < 0 || length > PathResolver.MAX_PATH);
        byte[] bytes = new byte[length];
        memory.read(at, bytes, 0, length);
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Errno.ILSEQ.exception();
        }
    }
}
