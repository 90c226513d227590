package dev.vespula.wasi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A guest memory without an engine. Every byte starts as {@link #UNTOUCHED}, so stray writes show. */
final class ArrayMemory extends GuestMemory {
    static final byte UNTOUCHED = 0x5A;

    private final byte[] bytes;
    private final ByteBuffer view;

    ArrayMemory(int size) {
        bytes = new byte[size];
        Arrays.fill(bytes, UNTOUCHED);
        view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] bytes(int address, int length) {
        return Arrays.copyOfRange(bytes, address, address + length);
    }

    @Override
    long size() {
        return bytes.length;
    }

    @Override
    byte load(long address) {
        return bytes[(int) address];
    }

    @Override
    int loadInt(long address) {
        return view.getInt((int) address);
    }

    @Override
    long loadLong(long address) {
        return view.getLong((int) address);
    }

    @Override
    void store(long address, byte value) {
        bytes[(int) address] = value;
    }

    @Override
    void storeShort(long address, short value) {
        view.putShort((int) address, value);
    }

    @Override
    void storeInt(long address, int value) {
        view.putInt((int) address, value);
    }

    @Override
    void storeLong(long address, long value) {
        view.putLong((int) address, value);
    }

    @Override
    void copyOut(long address, byte[] target, int offset, int length) {
        System.arraycopy(bytes, (int) address, target, offset, length);
    }

    @Override
    void copyIn(long address, byte[] source, int offset, int length) {
        System.arraycopy(source, offset, bytes, (int) address, length);
    }
}
