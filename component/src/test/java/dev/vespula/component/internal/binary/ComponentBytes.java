package dev.vespula.component.internal.binary;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Binary components made by hand: of bytes in hexadecimal, with names in quotes for their length and their bytes. */
final class ComponentBytes {
    private static final String PREAMBLE = "00 61 73 6d 0d 00 01 00";
    /** An empty core module. */
    static final String MODULE = "00 61 73 6d 01 00 00 00";

    private ComponentBytes() {}

    static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String token : text.isBlank() ? new String[0] : text.trim().split("\\s+")) {
            if (token.startsWith("'")) {
                byte[] name = token.substring(1, token.length() - 1).getBytes(StandardCharsets.UTF_8);
                out.write(name.length);
                out.writeBytes(name);
            } else {
                out.write(Integer.parseInt(token, 16));
            }
        }
        return out.toByteArray();
    }

    /** A component of sections. */
    static byte[] component(byte[]... sections) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes(PREAMBLE));
        for (byte[] section : sections) {
            out.writeBytes(section);
        }
        return out.toByteArray();
    }

    static byte[] section(int id, byte[] content) {
        ByteSink out = new ByteSink();
        out.writeByte(id);
        out.writeU32(content.length);
        out.writeBytes(content, 0, content.length);
        return out.toBytes();
    }

    static byte[] section(int id, String content) {
        return section(id, bytes(content));
    }

    /** A component of one section with a vector of one element. */
    static byte[] single(int id, String element) {
        return component(section(id, "01 " + element));
    }
}
