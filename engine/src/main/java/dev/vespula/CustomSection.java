package dev.vespula;

import java.nio.ByteBuffer;

/**
 * A custom section of a module.
 *
 * <pre>{@code
 * CustomSection producers = module.customSection("producers").orElse(null);
 * for (CustomSection section : module.customSections()) {
 *     System.out.println(section.name() + ": " + section.data().remaining() + " bytes");
 * }
 * }</pre>
 *
 * @param name its name; several may have the same
 * @param data its bytes after the name, as a read-only buffer at position 0
 */
public record CustomSection(String name, ByteBuffer data) {
    /** The bytes, copied. */
    public byte[] bytes() {
        byte[] copy = new byte[data.limit()];
        data.duplicate().rewind().get(copy);
        return copy;
    }
}
