package dev.vespula.internal.classfile;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Appends the instructions of one method, and keeps count of its stack and locals. */
public final class CodeWriter {
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
    /** Stack maps: locals as at the beginning of the method; nothing on the stack, or one value. */
    private static final int SAME_FRAME = 251;
    private static final int SAME_LOCALS_ONE_STACK_ITEM = 247;
    private static final int TYPE_OBJECT = 7;

    private final ClassFileWriter file;
    private final int access;
    private final String name;
    private final MethodType type;
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    /** Where exceptions are caught: beginning, end, handler, and none of their classes. */
    private int[] handler = {};
    /** The one stack map. */
    private byte[] map = {};
    private int height;
    private int maxHeight;
    private int locals;

    CodeWriter(ClassFileWriter file, int access, String name, MethodType type) {
        this.file = file;
        this.access = access;
        this.name = name;
        this.type = type;
        this.locals = slots(type) + ((access & ClassFileWriter.STATIC) == 0 ? 1 : 0);
    }

    /** Slots of a type on the stack and among locals. */
    public static int slots(Class<?> type) {
        return type == void.class ? 0 : type == long.class || type == double.class ? 2 : 1;
    }

    private static int slots(MethodType type) {
        return type.parameterList().stream().mapToInt(CodeWriter::slots).sum();
    }

    /** Reserves a local for a value of the type. */
    public int newLocal(Class<?> ofType) {
        locals += slots(ofType);
        return locals - slots(ofType);
    }

    /** Reserves further locals, for nothing. */
    public void reserve(int count) {
        locals += count;
    }

    /** Pushes a local. */
    public CodeWriter load(Class<?> ofType, int local) {
        access(ILOAD + kind(ofType), local);
        return push(slots(ofType));
    }

    /** Pops to a local. */
    public CodeWriter store(Class<?> ofType, int local) {
        access(ISTORE + kind(ofType), local);
        return push(-slots(ofType));
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

    /** Pushes a field that the class has itself, of the object on the stack. */
    public CodeWriter getField(String field, Class<?> ofType) {
        code.write(GETFIELD);
        index(file.ownField(field, ofType));
        return push(slots(ofType) - 1);
    }

    /** Sets a field that the class has itself, of the object on the stack, to what is above it. */
    public CodeWriter putField(String field, Class<?> ofType) {
        code.write(PUTFIELD);
        index(file.ownField(field, ofType));
        return push(-slots(ofType) - 1);
    }

    /** Pushes an element of the array on the stack. */
    public CodeWriter element(int index, Class<?> ofType) {
        pushInt(index);
        code.write(AALOAD);
        push(-1);
        code.write(CHECKCAST);
        index(file.classEntry(ClassFileWriter.internalName(ofType.getName())));
        return this;
    }

    /** Pushes a small number. */
    public CodeWriter pushInt(int value) {
        if (value >= -1 && value <= 5) {
            code.write(ICONST_0 + value);
        } else {
            code.write(SIPUSH);
            index(value);
        }
        return push(1);
    }

    /** Pushes a method handle of the class data. */
    public CodeWriter pushClassData(int index) {
        code.write(LDC_W);
        index(file.classData(index));
        return push(1);
    }

    /** Calls a method. */
    public CodeWriter call(Method method) {
        MethodType called = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        return invoke(isStatic ? INVOKESTATIC : INVOKEVIRTUAL, method.getDeclaringClass().getName(), method.getName(),
                called, isStatic ? 0 : 1);
    }

    /** Calls the method handle below the arguments. */
    public CodeWriter invokeExact(MethodType handle) {
        return invoke(INVOKEVIRTUAL, MethodHandle.class.getName(), "invokeExact", handle, 1);
    }

    CodeWriter superConstructor(String owner) {
        return invoke(INVOKESPECIAL, owner, ClassFileWriter.CONSTRUCTOR, MethodType.methodType(void.class), 1);
    }

    private CodeWriter invoke(int opcode, String owner, String method, MethodType called, int receiver) {
        code.write(opcode);
        index(file.methodEntry(ClassFileWriter.internalName(owner), method, called));
        return push(slots(called.returnType()) - slots(called) - receiver);
    }

    /** Returns what is on the stack. */
    public void returns() {
        code.write(type.returnType() == void.class ? RETURN : IRETURN + kind(type.returnType()));
        height = 0;
    }

    /** Appends instructions that need no room on the stack but what is counted otherwise. */
    public CodeWriter bytes(byte... instructions) {
        code.writeBytes(instructions);
        return this;
    }

    /** Where the next instruction will be. */
    public int here() {
        return code.size();
    }

    /** The next instruction is jumped to; the stack is empty, and no locals count but the arguments. */
    public CodeWriter target() {
        map = new byte[] {(byte) SAME_FRAME, (byte) (here() >> 8), (byte) here()};
        return this;
    }

    /**
     * Begins the handler for everything that the instructions of a range may throw, which is on its stack. Of the locals it may
     * use the arguments only.
     */
    public void beginHandler(int from, int to) {
        handler = new int[] {from, to, here(), 0};
        int throwable = file.classEntry(ClassFileWriter.internalName(Throwable.class.getName()));
        map = new byte[] {(byte) SAME_LOCALS_ONE_STACK_ITEM, (byte) (here() >> 8), (byte) here(), TYPE_OBJECT,
            (byte) (throwable >> 8), (byte) throwable};
        push(1);
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
    private static int kind(Class<?> type) {
        if (!type.isPrimitive()) {
            return 4;
        }
        return type == long.class ? 1 : type == float.class ? 2 : type == double.class ? 3 : 0;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeShort(access);
        out.writeShort(file.utf8(name));
        out.writeShort(file.utf8(type.descriptorString()));
        out.writeShort(1);
        out.writeShort(file.utf8("Code"));
        out.writeInt(12 + code.size() + 2 * handler.length + (map.length == 0 ? 0 : 8 + map.length));
        out.writeShort(maxHeight);
        out.writeShort(locals);
        out.writeInt(code.size());
        code.writeTo(out);
        out.writeShort(handler.length / 4);
        for (int part : handler) {
            out.writeShort(part);
        }
        if (map.length == 0) {
            out.writeShort(0);
            return;
        }
        out.writeShort(1);
        out.writeShort(file.utf8("StackMapTable"));
        out.writeInt(2 + map.length);
        out.writeShort(1);
        out.write(map);
    }
}
