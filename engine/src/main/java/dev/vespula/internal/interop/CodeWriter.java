package dev.vespula.internal.interop;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodType;

/** Appends the instructions of one straight-line method and keeps count of its stack and locals. */
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
    private static final int INVOKEVIRTUAL = 0xB6;
    private static final int INVOKESPECIAL = 0xB7;
    private static final int INVOKESTATIC = 0xB8;
    private static final int WIDE = 0xC4;
    private static final int REFERENCE = 4;

    private final ClassFileWriter file;
    private final int access;
    private final int name;
    private final int descriptor;
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    private int height;
    private int maxHeight;
    private int locals;

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
        out.writeInt(12 + code.size());
        out.writeShort(maxHeight);
        out.writeShort(locals);
        out.writeInt(code.size());
        code.writeTo(out);
        out.writeShort(0);
        out.writeShort(0);
    }
}
