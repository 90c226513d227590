package dev.vespula.conformance.fuzz;

import dev.vespula.component.internal.binary.ComponentDecoder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/**
 * Changes bytes of a component a little. Half of the changes are made within a section whose size is put right afterwards, also
 * in nested components, since a wrong size would be all that a decoder sees.
 */
final class ComponentMutation {
    private static final int HEADER_BYTES = 8;
    private static final int CORE_MODULE_SECTION = 1;
    private static final int COMPONENT_SECTION = 4;
    private static final int LONGEST_PIECE = 40;
    /** Bytes that mean something in many places: codes of types, sorts, and numbers at limits. */
    private static final int[] TELLING = {0, 1, 2, 3, 4, 5, 0x11, 0x40, 0x41, 0x42, 0x50, 0x68, 0x69, 0x70, 0x73, 0x7F, 0x80,
        0xFF};

    private final Random random;

    ComponentMutation(Random random) {
        this.random = random;
    }

    /** A changed copy. */
    byte[] of(byte[] component) {
        byte[] changed = component;
        int changes = 1 + random.nextInt(3);
        for (int k = 0; k < changes; k++) {
            changed = random.nextBoolean() ? inSection(changed) : piece(changed);
        }
        return changed;
    }

    /** Changes the contents of one section, if there are sections. */
    private byte[] inSection(byte[] component) {
        if (!ComponentDecoder.isComponent(component)) {
            return piece(component);
        }
        int sections = countSections(component);
        if (sections == 0) {
            return piece(component);
        }
        int chosen = random.nextInt(sections);
        Cursor at = new Cursor(component, HEADER_BYTES);
        for (int k = 0; k < chosen; k++) {
            at.skipSection();
        }
        int start = at.position;
        int id = component[at.position++] & 0xFF;
        int size = at.readSize();
        byte[] content = Arrays.copyOfRange(component, at.position, at.position + size);
        byte[] changed = id == COMPONENT_SECTION && random.nextInt(4) > 0
                ? inSection(content)
                : id == CORE_MODULE_SECTION && random.nextInt(4) > 0 ? content : piece(content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(component, 0, start + 1);
        writeSize(out, changed.length);
        out.writeBytes(changed);
        out.write(component, at.position + size, component.length - at.position - size);
        return out.toByteArray();
    }

    private static int countSections(byte[] component) {
        Cursor at = new Cursor(component, HEADER_BYTES);
        int count = 0;
        while (at.skipSection()) {
            count++;
        }
        return count;
    }

    /** Exchanges, removes, doubles or inserts a few bytes. */
    private byte[] piece(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {telling()};
        }
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(LONGEST_PIECE));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (random.nextInt(6)) {
            case 0 -> {
                out.write(bytes, 0, from);
                out.write(bytes, to, bytes.length - to);
            }
            case 1 -> {
                out.write(bytes, 0, to);
                out.write(bytes, from, bytes.length - from);
            }
            case 2 -> {
                out.write(bytes, 0, from);
                out.write(telling());
                out.write(bytes, from, bytes.length - from);
            }
            case 3 -> {
                byte[] copy = bytes.clone();
                copy[from] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                return copy;
            }
            case 4 -> {
                byte[] copy = bytes.clone();
                copy[from] = (byte) (copy[from] + (random.nextBoolean() ? 1 : -1));
                return copy;
            }
            default -> {
                byte[] copy = bytes.clone();
                copy[from] = telling();
                return copy;
            }
        }
        return out.toByteArray();
    }

    private byte telling() {
        return (byte) TELLING[random.nextInt(TELLING.length)];
    }

    private static void writeSize(ByteArrayOutputStream out, int size) {
        int rest = size;
        while (rest > 0x7F) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /** Goes over sections without believing them. */
    private static final class Cursor {
        private final byte[] bytes;
        private int position;

        Cursor(byte[] bytes, int position) {
            this.bytes = bytes;
            this.position = position;
        }

        /** The size of a section, -1 where there is none that fits. */
        int readSize() {
            long size = 0;
            for (int shift = 0; shift < Integer.SIZE && position < bytes.length; shift += 7) {
                int b = bytes[position++] & 0xFF;
                size |= (long) (b & 0x7F) << shift;
                if (b < 0x80) {
                    return size <= bytes.length - position ? (int) size : -1;
                }
            }
            return -1;
        }

        /** Whether there was a section. */
        boolean skipSection() {
            if (position >= bytes.length) {
                return false;
            }
            position++;
            int size = readSize();
            position += Math.max(size, 0);
            return size >= 0;
        }
    }
}
