package dev.vespula.wasi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The calling instance's linear memory as WASI functions see it: addresses are unsigned 32-bit, values little-endian, and an
 * access outside the memory is {@link Errno#FAULT}, never a Java exception of another kind.
 */
abstract class GuestMemory {
    /** The memory's size in bytes. */
    abstract long size();

    /** One byte; the address has been checked. */
    abstract byte load(long address);

    abstract int loadInt(long address);

    abstract long loadLong(long address);

    abstract void store(long address, byte value);

    abstract void storeShort(long address, short value);

    abstract void storeInt(long address, int value);

    abstract void storeLong(long address, long value);

    /** Copies out of the memory; the range has been checked. */
    abstract void copyOut(long address, byte[] target, int offset, int length);

    /** Copies into the memory; the range has been checked. */
    abstract void copyIn(long address, byte[] source, int offset, int length);

    /** Fails with {@link Errno#FAULT} unless {@code length} bytes at {@code address} are inside the memory. */
    final void check(int address, long length) throws ErrnoException {
        if (length < 0 || (address & 0xFFFF_FFFFL) + length > size()) {
            throw Errno.FAULT.exception();
        }
    }

    final int getU8(int address) throws ErrnoException {
        check(address, 1);
        return load(address & 0xFFFF_FFFFL) & 0xFF;
    }

    final int getU16(int address) throws ErrnoException {
        check(address, 2);
        long at = address & 0xFFFF_FFFFL;
        return load(at) & 0xFF | (load(at + 1) & 0xFF) << 8;
    }

    final int getI32(int address) throws ErrnoException {
        check(address, 4);
        return loadInt(address & 0xFFFF_FFFFL);
    }

    final long getI64(int address) throws ErrnoException {
        check(address, 8);
        return loadLong(address & 0xFFFF_FFFFL);
    }

    final void putI8(int address, int value) throws ErrnoException {
        check(address, 1);
        store(address & 0xFFFF_FFFFL, (byte) value);
    }

    final void putI16(int address, int value) throws ErrnoException {
        check(address, 2);
        storeShort(address & 0xFFFF_FFFFL, (short) value);
    }

    final void putI32(int address, int value) throws ErrnoException {
        check(address, 4);
        storeInt(address & 0xFFFF_FFFFL, value);
    }

    final void putI64(int address, long value) throws ErrnoException {
        check(address, 8);
        storeLong(address & 0xFFFF_FFFFL, value);
    }

    /** Zeroes a range; structures are zeroed first so that their padding never shows what was there before. */
    final void fill(int address, int length) throws ErrnoException {
        check(address, length);
        copyIn(address & 0xFFFF_FFFFL, new byte[length], 0, length);
    }

    final void read(int address, byte[] target, int offset, int length) throws ErrnoException {
        check(address, length);
        copyOut(address & 0xFFFF_FFFFL, target, offset, length);
    }

    final void write(int address, byte[] source, int offset, int length) throws ErrnoException {
        check(address, length);
        copyIn(address & 0xFFFF_FFFFL, source, offset, length);
    }

    /**
     * A path given by pointer and length.
     *
     * @throws ErrnoException FAULT outside the memory, NAMETOOLONG beyond {@link PathResolver#MAX_PATH} bytes, ILSEQ when it is
     *     not UTF-8, INVAL when it contains a zero byte
     */
    final String path(int address, int length) throws ErrnoException {
        check(address, length & 0xFFFF_FFFFL);
        if (length < 0 || length > PathResolver.MAX_PATH) {
            throw Errno.NAMETOOLONG.exception();
        }
        byte[] bytes = new byte[length];
        copyOut(address & 0xFFFF_FFFFL, bytes, 0, length);
        try {
            String path = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
            if (path.indexOf('\0') >= 0) {
                throw Errno.INVAL.exception();
            }
            return path;
        } catch (CharacterCodingException e) {
            throw Errno.ILSEQ.exception();
        }
    }
}
