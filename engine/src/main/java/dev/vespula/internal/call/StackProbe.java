package dev.vespula.internal.call;

import dev.vespula.internal.classfile.ClassFileWriter;
import dev.vespula.internal.classfile.CodeWriter;
import dev.vespula.internal.classfile.Members;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

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
    /** Instructions of the JVM: a jump unless an int is 0, and a subtraction. */
    private static final byte IFNE = (byte) 0x9A;
    private static final byte ISUB = 0x64;

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

    private static byte[] classFile(int variables) {
        ClassFileWriter file = new ClassFileWriter(StackProbe.class.getName() + "Class", StackProbe.class);
        file.constructor().returns();
        Method touch = Members.toImplement(StackProbe.class);
        CodeWriter code = file.implementation(touch);
        code.reserve(variables - 2);
        code.bytes(new byte[PADDING]).load(int.class, 1).bytes(IFNE, (byte) 0, (byte) 5).pushInt(0).returns();
        code.target().load(Object.class, 0).load(int.class, 1).pushInt(1).bytes(ISUB).call(touch).returns();
        return file.toByteArray();
    }
}
