package dev.vespula.internal.call;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Finds out quickly whether the Java stack has room: by calling a method with thousands of variables that nothing uses.
 * HotSpot looks at the beginning of a method whether its frame fits the stack. What counts is the frame that its interpreter
 * would make, in compiled code too, because that may have to become an interpreted frame; but compiled code touches only one
 * word of each page of it. So trying 80 KB costs 80 ns, where recursion of small frames takes 5 us.
 *
 * <p>Java sources cannot ask for so many variables in a reasonable way: the classes are written here, one for each size.
 */
abstract class StackProbe {
    /** Bytes that can be tried at most: a method has no more than 65,535 variables. */
    static final int MOST = 496 << 10;
    /** Sizes are multiples of this. */
    static final int UNIT = 16 << 10;
    /** Bytes of bytecode that no JIT compiler puts into the caller: the caller's frame would count instead. */
    private static final int PADDING = 400;
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final String NAME = StackProbe.class.getName().replace('.', '/');

    /**
     * Calls itself again so many times: never in fact, but it is a call at which compiled code might become interpreted, so that
     * the large frame counts.
     *
     * @throws StackOverflowError if the stack has less room than the size of the probe
     */
    abstract int touch(int again);

    /** The probe for so many {@link #UNIT}s. */
    static StackProbe of(int units) {
        try {
            MethodHandles.Lookup made = LOOKUP.defineHiddenClass(classFile(units * UNIT / Long.BYTES), true);
            return (StackProbe) made.findConstructor(made.lookupClass(), MethodType.methodType(void.class)).invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- the class file

    private static byte[] classFile(int variables) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeInt(61);
            writeConstants(out);
            out.writeShort(0x30);
            out.writeShort(2);
            out.writeShort(4);
            out.writeShort(0);
            out.writeShort(0);
            out.writeShort(2);
            // <init>: aload_0, invokespecial, return
            writeMethod(out, 5, 6, 1, new byte[] {0x2A, (byte) 0xB7, 0, 8, (byte) 0xB1}, -1);
            writeMethod(out, 10, 11, variables, touch(), PADDING + 6);
            out.writeShort(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeConstants(DataOutputStream out) throws IOException {
        out.writeShort(15);
        writeUtf8(out, NAME + "Class");
        writeEntry(out, 7, 1);
        writeUtf8(out, NAME);
        writeEntry(out, 7, 3);
        writeUtf8(out, "<init>");
        writeUtf8(out, "()V");
        writeEntry(out, 12, 5, 6);
        writeEntry(out, 10, 4, 7);
        writeUtf8(out, "Code");
        writeUtf8(out, "touch");
        writeUtf8(out, "(I)I");
        writeEntry(out, 12, 10, 11);
        writeEntry(out, 10, 2, 12);
        writeUtf8(out, "StackMapTable");
    }

    private static void writeUtf8(DataOutputStream out, String text) throws IOException {
        out.writeByte(1);
        out.writeUTF(text);
    }

    private static void writeEntry(DataOutputStream out, int tag, int... indices) throws IOException {
        out.writeByte(tag);
        for (int index : indices) {
            out.writeShort(index);
        }
    }

    /** nop..., iload_1, ifne 5, iconst_0, ireturn, aload_0, iload_1, iconst_1, isub, invokevirtual touch, ireturn. */
    private static byte[] touch() {
        byte[] rest = {0x1B, (byte) 0x9A, 0, 5, 0x03, (byte) 0xAC, 0x2A, 0x1B, 0x04, 0x64, (byte) 0xB6, 0, 13, (byte) 0xAC};
        byte[] code = new byte[PADDING + rest.length];
        System.arraycopy(rest, 0, code, PADDING, rest.length);
        return code;
    }

    /** {@code frameAt}: where a stack map is needed, or -1. */
    private static void writeMethod(DataOutputStream out, int name, int type, int variables, byte[] code, int frameAt)
            throws IOException {
        out.writeShort(0);
        out.writeShort(name);
        out.writeShort(type);
        out.writeShort(1);
        out.writeShort(9);
        out.writeInt(12 + code.length + (frameAt < 0 ? 0 : 11));
        out.writeShort(3);
        out.writeShort(variables);
        out.writeInt(code.length);
        out.write(code);
        out.writeShort(0);
        if (frameAt < 0) {
            out.writeShort(0);
            return;
        }
        out.writeShort(1);
        out.writeShort(14);
        out.writeInt(5);
        out.writeShort(1);
        // The same frame as at the beginning.
        out.writeByte(251);
        out.writeShort(frameAt);
    }
}
