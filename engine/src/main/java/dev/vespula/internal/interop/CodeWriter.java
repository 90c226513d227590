package dev.vespula.internal.interop;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodType;

/**
 * Appends the instructions of one straight-line method, perhaps with an exception handler at its end, and keeps count of its
 * stack and locals.
 */
final class CodeWriter {
    static final int ACC_PUBLIC = 1;
    static final int ACC_STATIC = 8;

    private static final int ICONST_0 = 0x03;
    private static final int SIPUSH = 0x11;
    private static final int LDC_W = 0x13;
    private static final int ILOAD = 0x15;
    private static final int ISTORE = 0x36;
    private static final int IRETURN = 0xAC;
    private static final int RETURN = 0xB1;
    private static final int AALOAD = 0x32;
    private static final int GETFIELD = 0xB4;
    private static final int PUTFIELD = 0xB5;
    private static final int INVOKEVIRTUAL = 0xB6;
    private static final int INVOKESPECIAL = 0xB7;
    private static final int INVOKESTATIC = 0xB8;
    private static final int CHECKCAST = 0xC0;
    private static final int WIDE = 0xC4;
    private static final int REFERENCE = 4;
    private static final int FULL_FRAME = 255;
    /** Kinds of types in stack maps. */
    private static final int TYPE_INT = 1;
    private static final int TYPE_FLOAT = 2;
    private static final int TYPE_DOUBLE = 3;
    private static final int TYPE_LONG = 4;
    private static final int TYPE_OBJECT = 7;

    private final ClassFileWriter file;
    private final int access;
    private final int name;
    private final int descriptor;
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    private int height;
    private int maxHeight;
    private int locals;
    private Handler handler;

    /**
     * An exception handler.
     *
     * @param from    where the instructions begin whose exceptions it catches
     * @param to      where they end
     * @param at      where its own begin
     * @param frame   its stack map
     * @param mapName constant-pool index of the name of stack maps
     */
    private record Handler(int from, int to, int at, byte[] frame, int mapName) {}

    CodeWriter(ClassFileWriter file, int access, int name, int descriptorEntry, String descriptor) {
        this.file = file;
        this.access = access;
        this.name = name;
        this.descriptor = descriptorEntry;
        this.locals = Descriptors.paramSlots(descriptor) + ((access & ACC_STATIC) == 0 ? 1 : 0);
    }

    /** Reserves a local for a value of the type. */
    int newLocal(char type) {
        int local = locals;
        locals += Descriptors.slots(type);
        return local;
    }

    CodeWriter loadReference(int local) {
        return load('L', local);
    }

    /** Loads a local; the type is the first character of its descriptor. */
    CodeWriter load(char type, int local) {
        access(ILOAD + kind(type), local);
        return push(Descriptors.slots(type));
    }

    CodeWriter store(char type, int local) {
        access(ISTORE + kind(type), local);
        return push(-Descriptors.slots(type));
    }

    /** Pushes a field of the object on the stack. */
    CodeWriter getField(Class<?> owner, String field, Class<?> type) {
        return getField(Descriptors.internalName(owner), field, type);
    }

    CodeWriter getField(String owner, String field, Class<?> type) {
        code.write(GETFIELD);
        index(file.fieldEntry(owner, field, type.descriptorString()));
        return push(Descriptors.slots(Descriptors.kind(type)) - 1);
    }

    /** Sets a field of the object on the stack to what is above it. */
    CodeWriter putField(String owner, String field, Class<?> type) {
        code.write(PUTFIELD);
        index(file.fieldEntry(owner, field, type.descriptorString()));
        return push(-Descriptors.slots(Descriptors.kind(type)) - 1);
    }

    /** Pushes an element of the array on the stack. */
    CodeWriter element(int index, Class<?> type) {
        pushInt(index);
        code.write(AALOAD);
        push(-1);
        code.write(CHECKCAST);
        index(file.classEntry(Descriptors.internalName(type)));
        return this;
    }

    CodeWriter pushInt(int value) {
        if (value >= -1 && value <= 5) {
            code.write(ICONST_0 + value);
        } else {
            code.write(SIPUSH);
            code.write(value >> 8);
            code.write(value);
        }
        return push(1);
    }

    /** Pushes an element of the class data. */
    CodeWriter pushClassData(int index, Class<?> type) {
        code.write(LDC_W);
        index(file.classData(index, type.descriptorString()));
        return push(1);
    }

    CodeWriter invokeVirtual(Class<?> owner, String method, MethodType type) {
        return invokeVirtual(Descriptors.internalName(owner), method, type.descriptorString());
    }

    CodeWriter invokeVirtual(String owner, String method, String type) {
        return invoke(INVOKEVIRTUAL, file.methodEntry(owner, method, type), type, 1);
    }

    CodeWriter invokeSpecial(String owner, String method, String type) {
        return invoke(INVOKESPECIAL, file.methodEntry(owner, method, type), type, 1);
    }

    CodeWriter invokeStatic(Class<?> owner, String method, MethodType type) {
        String text = type.descriptorString();
        return invoke(INVOKESTATIC, file.methodEntry(Descriptors.internalName(owner), method, text), text, 0);
    }

    private CodeWriter invoke(int opcode, int entry, String type, int receiver) {
        code.write(opcode);
        index(entry);
        return push(Descriptors.slots(Descriptors.returnKind(type)) - Descriptors.paramSlots(type) - receiver);
    }

    // ---- an exception handler

    /** Where the next instruction will be. */
    int here() {
        return code.size();
    }

    /**
     * Begins the handler for everything that the instructions of a range may throw, which is on its stack. The code before
     * must have returned.
     *
     * @param types the types of the locals that are set in the whole range, in order
     */
    void beginHandler(int from, int to, Class<?>... types) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(FULL_FRAME);
        writeShort(frame, here());
        writeShort(frame, types.length);
        for (Class<?> type : types) {
            writeType(frame, type);
        }
        writeShort(frame, 1);
        writeType(frame, Throwable.class);
        handler = new Handler(from, to, here(), frame.toByteArray(), file.utf8("StackMapTable"));
        height = 0;
        push(1);
    }

    private void writeType(ByteArrayOutputStream frame, Class<?> type) {
        switch (Descriptors.kind(type)) {
            case 'J' -> frame.write(TYPE_LONG);
            case 'F' -> frame.write(TYPE_FLOAT);
            case 'D' -> frame.write(TYPE_DOUBLE);
            case 'L' -> {
                frame.write(TYPE_OBJECT);
                writeShort(frame, file.classEntry(Descriptors.internalName(type)));
            }
            default -> frame.write(TYPE_INT);
        }
    }

    private static void writeShort(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }

    /** Returns the value on the stack. */
    void returnValue(char type) {
        code.write(type == 'V' ? RETURN : IRETURN + kind(type));
    }

    void returnVoid() {
        returnValue('V');
    }

    private void access(int opcode, int local) {
        if (local > 0xFF) {
            code.write(WIDE);
            code.write(opcode);
            index(local);
        } else {
            code.write(opcode);
            code.write(local);
        }
    }

    private void index(int index) {
        code.write(index >> 8);
        code.write(index);
    }

    private CodeWriter push(int slots) {
        height += slots;
        maxHeight = Math.max(maxHeight, height);
        return this;
    }

    /** Distance of a type's loads, stores and returns from those of int. */
    private static int kind(char type) {
        return switch (type) {
            case 'J' -> 1;
            case 'F' -> 2;
            case 'D' -> 3;
            case 'L', '[' -> REFERENCE;
            default -> 0;
        };
    }

    void writeTo(DataOutputStream out, int codeAttribute) throws IOException {
        out.writeShort(access);
        out.writeShort(name);
        out.writeShort(descriptor);
        out.writeShort(1);
        out.writeShort(codeAttribute);
        out.writeInt(12 + code.size() + (handler == null ? 0 : 16 + handler.frame.length));
        out.writeShort(maxHeight);
        out.writeShort(locals);
        out.writeInt(code.size());
        code.writeTo(out);
        if (handler == null) {
            out.writeShort(0);
            out.writeShort(0);
        } else {
            writeHandler(out);
        }
    }

    private void writeHandler(DataOutputStream out) throws IOException {
        out.writeShort(1);
        out.writeShort(handler.from);
        out.writeShort(handler.to);
        out.writeShort(handler.at);
        out.writeShort(0);
        out.writeShort(1);
        out.writeShort(handler.mapName);
        out.writeInt(2 + handler.frame.length);
        out.writeShort(1);
        out.write(handler.frame);
    }
}
