package dev.vespula.conformance;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Components of 1 MB that have as many as possible of something. */
final class HostileComponents {
    private static final int BYTES = 1 << 20;
    private static final byte[] PREAMBLE = bytes("0061736d0d000100");

    private HostileComponents() {}

    /** By what they have too many of. All are well-formed. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("primitive types", section(7, vector("7f")));
        all.put("empty instance types", section(7, vector("4200")));
        all.put("declared exports", section(7, vector("4201040001610100")));
        all.put("variants", section(7, vector("710101610000")));
        all.put("canonical definitions", section(8, vector("05")));
        all.put("lifted functions", section(8, vector("0000000000")));
        all.put("aliases", section(6, vector("03020000")));
        all.put("imports", section(10, vector("0001610100")));
        all.put("module types", section(3, vector("50010301610000")));
        all.put("custom sections", repeated(PREAMBLE, bytes("000100"), BYTES / 3));
        return all;
    }

    /** A component within a component, so many levels deep. */
    static byte[] nested(int levels) {
        byte[] component = PREAMBLE;
        for (int k = 0; k < levels; k++) {
            component = section(4, component);
        }
        return component;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] repeated(byte[] start, byte[] element, int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(start);
        for (int k = 0; k < count; k++) {
            out.writeBytes(element);
        }
        return out.toByteArray();
    }

    /** A vector of elements that fill the file, but not more than there may be of anything. */
    private static byte[] vector(String hex) {
        byte[] element = bytes(hex);
        int count = Math.min(999_999, BYTES / element.length);
        return repeated(leb(count), element, count);
    }

    private static byte[] section(int id, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PREAMBLE);
        out.write(id);
        out.writeBytes(leb(content.length));
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] leb(int number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = number;
        for (; rest > 0x7F; rest >>>= 7) {
            out.write(rest & 0x7F | 0x80);
        }
        out.write(rest);
        return out.toByteArray();
    }
}
