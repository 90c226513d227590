package dev.vespula.compiler.code;

import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Effort;
import dev.vespula.compiler.plan.Kind;
import java.util.Arrays;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the instructions of a method and counts their bytes; the count is never too low. */
public final class Code {
    /** More stack than any method needs is of no use; ASM is told nothing else about it. */
    private static final int SHORT = 3;
    private static final int NEAR = 255;

    /** Bytes between two payments: often enough for a statement that is too large, and too rarely to be noticed. */
    private static final int PAYMENT = 1_024;

    private final MethodVisitor method;
    /** What the bytes are paid from, or null where their number is bounded anyway. */
    private final Effort effort;
    private int size;
    private int paid;
    private int height;
    private int maxHeight;
    private int locals;
    private int maxLocals;

    /** Writes to a method whose parameters take so many Java slots. */
    public Code(MethodVisitor method, int parameterSlots) {
        this(method, parameterSlots, null);
    }

    /** Writes to a method whose parameters take so many Java slots, and pays for each byte. */
    public Code(MethodVisitor method, int parameterSlots, Effort effort) {
        this.method = method;
        this.effort = effort;
        this.locals = parameterSlots;
        this.maxLocals = parameterSlots;
    }

    /** Bytes of the instructions so far, at most. */
    public int size() {
        return size;
    }

    /** Java slots of variables so far. */
    public int locals() {
        return maxLocals;
    }

    /** How stack maps name the type of a kind. */
    public static Object frameType(Kind kind) {
        return switch (kind) {
            case INT -> Opcodes.INTEGER;
            case LONG -> Opcodes.LONG;
            case FLOAT -> Opcodes.FLOAT;
            case DOUBLE -> Opcodes.DOUBLE;
            case REF -> Jdk.OBJECT;
        };
    }

    // ---- variables

    /** A new variable. */
    public int variable(Kind kind) {
        return variable(kind.size);
    }

    /** A new variable of so many Java slots. */
    public int variable(int slots) {
        int local = locals;
        locals += slots;
        maxLocals = Math.max(maxLocals, locals);
        return local;
    }

    /** Pops a value into a new variable. */
    public int keep(Kind kind) {
        int local = variable(kind);
        store(kind, local);
        return local;
    }

    /** Pops values of one kind into new variables, the topmost one into the last. */
    public int[] keep(Kind kind, int count) {
        int[] kept = new int[count];
        Arrays.setAll(kept, k -> variable(kind));
        for (int k = count - 1; k >= 0; k--) {
            store(kind, kept[k]);
        }
        return kept;
    }

    /** The end of the variables, to go back to with {@link #release}. */
    public int mark() {
        return locals;
    }

    /** Frees the variables made since a mark. */
    public void release(int mark) {
        locals = mark;
    }

    /** Loads a variable. */
    public void load(Kind kind, int local) {
        variableInstruction(Opcodes.ILOAD + kind.ordinal(), local);
    }

    /** Stores to a variable. */
    public void store(Kind kind, int local) {
        variableInstruction(Opcodes.ISTORE + kind.ordinal(), local);
    }

    private void variableInstruction(int opcode, int local) {
        method.visitVarInsn(opcode, local);
        size += local <= SHORT ? 1 : local <= NEAR ? 2 : 4;
        change(StackEffects.of(opcode));
    }

    // ---- constants

    /** Pushes an int. */
    public void push(int value) {
        if (value >= -1 && value <= 5) {
            instruction(Opcodes.ICONST_0 + value);
        } else if (value == (byte) value) {
            method.visitIntInsn(Opcodes.BIPUSH, value);
            size += 2;
            change(1);
        } else if (value == (short) value) {
            method.visitIntInsn(Opcodes.SIPUSH, value);
            size += 3;
            change(1);
        } else {
            constant(value, 1);
        }
    }

    /** Pushes a long. */
    public void push(long value) {
        if (value == 0 || value == 1) {
            instruction(Opcodes.LCONST_0 + (int) value);
        } else if (value == (short) value) {
            push((int) value);
            instruction(Opcodes.I2L);
        } else {
            constant(value, 2);
        }
    }

    /** Pushes a float with exactly these bits. */
    public void pushFloat(int bits) {
        float value = Float.intBitsToFloat(bits);
        if (bits == 0 || value == 1 || value == 2) {
            instruction(Opcodes.FCONST_0 + (int) value);
        } else if (Float.isNaN(value)) {
            // A constant of the class file need not keep the bits of a NaN.
            push(bits);
            invoke(Jdk.INT_BITS_TO_FLOAT);
        } else {
            constant(value, 1);
        }
    }

    /** Pushes a double with exactly these bits. */
    public void pushDouble(long bits) {
        double value = Double.longBitsToDouble(bits);
        if (bits == 0 || value == 1) {
            instruction(Opcodes.DCONST_0 + (int) value);
        } else if (Double.isNaN(value)) {
            push(bits);
            invoke(Jdk.LONG_BITS_TO_DOUBLE);
        } else {
            constant(value, 2);
        }
    }

    /** Pushes the zero or null of a kind. */
    public void pushZero(Kind kind) {
        switch (kind) {
            case INT -> push(0);
            case LONG -> push(0L);
            case FLOAT -> pushFloat(0);
            case DOUBLE -> pushDouble(0);
            case REF -> instruction(Opcodes.ACONST_NULL);
        }
    }

    /** Pushes a string. */
    public void pushString(String value) {
        constant(value, 1);
    }

    /** Pushes a class. */
    public void pushClass(String name) {
        constant(Type.getObjectType(name), 1);
    }

    /** Pushes a constant that is found when it is first needed. */
    public void pushConstant(ConstantDynamic value) {
        constant(value, 1);
    }

    private void constant(Object value, int slots) {
        method.visitLdcInsn(value);
        size += 3;
        change(slots);
    }

    // ---- other instructions

    /** An instruction without operands. */
    public void instruction(int opcode) {
        method.visitInsn(opcode);
        size++;
        change(StackEffects.of(opcode));
    }

    /** Adds to an int variable. */
    public void increment(int local, int by) {
        method.visitIincInsn(local, by);
        size += local <= NEAR && by == (byte) by ? 3 : 6;
    }

    /** Branches. */
    public void jump(int opcode, Label target) {
        method.visitJumpInsn(opcode, target);
        size += 3;
        change(StackEffects.of(opcode));
    }

    /** A switch over consecutive numbers. */
    public void tableSwitch(int low, Label otherwise, Label... targets) {
        method.visitTableSwitchInsn(low, low + targets.length - 1, otherwise, targets);
        size += 16 + 4 * targets.length;
        change(-1);
    }

    /** A place; nothing is on the stack there. */
    public void label(Label label) {
        method.visitLabel(label);
    }

    /** A place that is reached only by branches, which leave so much on the stack. */
    public void label(Label label, int newHeight) {
        method.visitLabel(label);
        height = newHeight;
        change(0);
    }

    /** Notes the line of the instructions from here on. */
    public void line(int number, Label start) {
        method.visitLineNumber(number, start);
    }

    /** Reads a field. */
    public void get(JavaField field) {
        access(field.isStatic() ? Opcodes.GETSTATIC : Opcodes.GETFIELD, field, field.size() - receiver(field));
    }

    /** Writes a field. */
    public void put(JavaField field) {
        access(field.isStatic() ? Opcodes.PUTSTATIC : Opcodes.PUTFIELD, field, -field.size() - receiver(field));
    }

    private static int receiver(JavaField field) {
        return field.isStatic() ? 0 : 1;
    }

    private void access(int opcode, JavaField field, int change) {
        method.visitFieldInsn(opcode, field.owner(), field.name(), field.type());
        size += 3;
        change(change);
    }

    /** Calls a method. */
    public void invoke(JavaMethod called) {
        method.visitMethodInsn(called.opcode(), called.owner(), called.name(), called.descriptor(), false);
        size += 3;
        change(called.effect());
    }

    /** An instruction about a class: {@code NEW}, {@code CHECKCAST}, {@code ANEWARRAY} or {@code INSTANCEOF}. */
    public void type(int opcode, String name) {
        method.visitTypeInsn(opcode, name);
        size += 3;
        change(opcode == Opcodes.NEW ? 1 : 0);
    }

    /** Casts. */
    public void cast(String name) {
        type(Opcodes.CHECKCAST, name);
    }

    /** Returns a value of a kind. */
    public void returnValue(Kind kind) {
        instruction(Opcodes.IRETURN + kind.ordinal());
    }

    /** Returns the value on the stack, or nothing if the kind is null. */
    public void returnAny(Kind kind) {
        if (kind == null) {
            instruction(Opcodes.RETURN);
        } else {
            returnValue(kind);
        }
    }

    /** Drops the value on the stack; nothing if the kind is null. */
    public void drop(Kind kind) {
        if (kind != null) {
            instruction(kind.size == 2 ? Opcodes.POP2 : Opcodes.POP);
        }
    }

    // ---- height of the stack

    /** How much is on the stack. */
    public int height() {
        return height;
    }

    /** Ends the method. */
    public void end() {
        pay();
        method.visitMaxs(maxHeight, maxLocals);
        method.visitEnd();
    }

    private void change(int by) {
        height += by;
        maxHeight = Math.max(maxHeight, height);
        if (size - paid >= PAYMENT) {
            pay();
        }
    }

    /** Pays for work other than writing. */
    public void spend(long units) {
        if (effort != null) {
            effort.spend(units);
        }
    }

    private void pay() {
        spend(size - paid);
        paid = size;
    }
}
