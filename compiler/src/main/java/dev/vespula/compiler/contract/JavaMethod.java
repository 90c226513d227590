package dev.vespula.compiler.contract;

import org.objectweb.asm.Opcodes;

/**
 * A method or constructor that generated code calls.
 *
 * @param opcode     the instruction that calls it
 * @param owner      its class
 * @param name       its name
 * @param descriptor types of its parameters and its result
 * @param effect     by how many Java slots a call changes the height of the operand stack
 */
public record JavaMethod(int opcode, String owner, String name, String descriptor, int effect) {
    /** Name of constructors. */
    public static final String CONSTRUCTOR = "<init>";
    /** The name of class initialisers. */
    public static final String INITIALIZER = "<clinit>";

    private static JavaMethod of(int opcode, String owner, String name, String descriptor, int receiver) {
        return new JavaMethod(opcode, owner, name, descriptor, effect(descriptor) - receiver);
    }

    /** A static method. */
    public static JavaMethod ofStatic(String owner, String name, String descriptor) {
        return of(Opcodes.INVOKESTATIC, owner, name, descriptor, 0);
    }

    /** A method of an object. */
    public static JavaMethod ofObject(String owner, String name, String descriptor) {
        return of(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, 1);
    }

    /** A constructor. */
    public static JavaMethod constructor(String owner, String descriptor) {
        return of(Opcodes.INVOKESPECIAL, owner, CONSTRUCTOR, descriptor, 1);
    }

    /** The method of the same name and type in another class. */
    public JavaMethod in(String otherOwner) {
        return new JavaMethod(opcode, otherOwner, name, descriptor, effect);
    }

    /** Descriptor of the type of the result. */
    public String result() {
        return descriptor.substring(descriptor.indexOf(')') + 1);
    }

    /** Java slots of the result of a method less those of its arguments. */
    private static int effect(String descriptor) {
        int place = 1;
        int taken = 0;
        while (descriptor.charAt(place) != ')') {
            taken += JavaField.size(descriptor.charAt(place));
            while (descriptor.charAt(place) == '[') {
                place++;
            }
            place = descriptor.charAt(place) == 'L' ? descriptor.indexOf(';', place) + 1 : place + 1;
        }
        return JavaField.size(descriptor.charAt(place + 1)) - taken;
    }
}
