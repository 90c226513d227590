package dev.vespula.compiler.expression;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.plan.Kind;
import java.util.Arrays;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes calls of {@code jdk.incubator.vector} for one computation, step by step, and knows the type of its vectors. Only what
 * that module has in Java 17 as well as in later versions is used. Nothing of this project refers to it otherwise: it is there
 * only if the JVM was started with it.
 */
final class ApiCode {
    private static final String VECTOR_TYPE = "L" + LaneType.PACKAGE + "Vector;";
    private static final String MASK = LaneType.PACKAGE + "VectorMask";
    private static final String MASK_TYPE = "L" + MASK + ";";
    private static final String SHUFFLE = LaneType.PACKAGE + "VectorShuffle";
    private static final String SHUFFLE_TYPE = "L" + SHUFFLE + ";";
    private static final String SPECIES = "L" + LaneType.PACKAGE + "VectorSpecies;";
    private static final String OPERATORS = LaneType.PACKAGE + "VectorOperators";
    private static final String ASSOCIATIVE = "L" + OPERATORS + "$Associative;";
    private static final String BINARY = "L" + OPERATORS + "$Binary;";
    private static final String COMPARISON = "L" + OPERATORS + "$Comparison;";
    private static final String CONVERSION = "L" + OPERATORS + "$Conversion;";
    private static final String BOOTSTRAPS = "java/lang/invoke/ConstantBootstraps";
    private static final String LOOKUP =
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;";
    private static final int BYTES = 16;
    /** Operands and intermediate values of a computation. */
    private static final int MOST_VALUES = 3;

    private final Code code;
    private final int[] values;
    private LaneType type;

    /** Begins a computation over vectors of a type, whose operands are in variables. */
    ApiCode(Code code, LaneType type, int... operands) {
        this.code = code;
        this.type = type;
        this.values = Arrays.copyOf(operands, MOST_VALUES);
    }

    /** The type of the vector that was pushed last. */
    LaneType type() {
        return type;
    }

    private ApiCode call(String method, String arguments) {
        return call(method, arguments, type.descriptor());
    }

    private ApiCode call(String method, String arguments, String result) {
        code.invoke(JavaMethod.ofObject(type.owner, method, "(" + arguments + ")" + result));
        return this;
    }

    // ---- values

    /** Pushes a value. */
    ApiCode load(int value) {
        code.load(Kind.REF, values[value]);
        return this;
    }

    /** Pops a vector as a value of a number. */
    ApiCode keep(int value) {
        values[value] = code.keep(Kind.REF);
        return this;
    }

    /** Pushes a lane of an integer type; in the class file it is an int or a long. */
    ApiCode lane(long value) {
        if (type == LaneType.LONG) {
            code.push(value);
        } else {
            code.push((int) (value << Integer.SIZE - type.bits) >> Integer.SIZE - type.bits);
        }
        return this;
    }

    /** The least lane, whose only bit is the sign. */
    long least() {
        return 1L << type.bits - 1;
    }

    /** The greatest lane. */
    long greatest() {
        return least() - 1;
    }

    /** Pushes a lane that is no number. */
    ApiCode nan() {
        if (type == LaneType.FLOAT) {
            code.pushFloat(Float.floatToRawIntBits(Float.NaN));
        } else {
            code.pushDouble(Double.doubleToRawLongBits(Double.NaN));
        }
        return this;
    }

    /** Pushes the species of the type. */
    ApiCode species() {
        code.get(JavaField.ofStatic(type.owner, "SPECIES_128", SPECIES));
        return this;
    }

    /** Makes a vector whose lanes are all the value above the species on the stack. */
    ApiCode broadcast() {
        code.invoke(JavaMethod.ofStatic(type.owner, "broadcast", "(" + SPECIES + type.lane + ")" + type.descriptor()));
        return this;
    }

    /** Pushes a vector of longs made of two halves in variables. */
    ApiCode fromLongs(int low, int high) {
        species();
        code.load(Kind.LONG, low);
        broadcast();
        code.push(1);
        code.load(Kind.LONG, high);
        return call("withLane", "IJ");
    }

    /** Pushes a constant vector of longs. */
    ApiCode constant(long low, long high) {
        species().lane(low).broadcast();
        if (low != high) {
            code.push(1);
            lane(high).call("withLane", "IJ");
        }
        return this;
    }

    /** Turns a vector of longs on the stack into its halves. */
    void toLongs() {
        int mark = code.mark();
        keep(0);
        for (int half = 0; half < 2; half++) {
            load(0);
            code.push(half);
            call("lane", "I", "J");
        }
        code.release(mark);
    }

    /** Makes a vector of the species, an array and an index on the stack. */
    ApiCode fromArray() {
        code.invoke(JavaMethod.ofStatic(type.owner, "fromArray", "(" + SPECIES + "[BI)" + type.descriptor()));
        return this;
    }

    /** Writes the vector on the stack to the array and at the index above it. */
    void intoArray() {
        call("intoArray", "[BI", "V");
    }

    /** Takes the vector on the stack as one of another type. */
    ApiCode as(LaneType other) {
        if (type != other) {
            call(other.reinterpretation(), "", other.descriptor());
            type = other;
        }
        return this;
    }

    /** Turns ints on the stack into floats. */
    ApiCode toFloats() {
        code.get(JavaField.ofStatic(OPERATORS, "I2F", CONVERSION));
        code.push(0);
        call("convert", CONVERSION + "I", VECTOR_TYPE);
        type = LaneType.FLOAT;
        code.cast(type.owner);
        return this;
    }

    // ---- operators

    /** A method of the vector on the stack. */
    ApiCode alone(String name) {
        return call(name, "");
    }

    /** A method of a vector on the stack with another one. */
    ApiCode with(String name) {
        return call(name, VECTOR_TYPE);
    }

    /** A method of the vector on the stack with a lane. */
    ApiCode with(String name, long lane) {
        return lane(lane).call(name, type.lane);
    }

    /** A method of the first operand with the second. */
    ApiCode both(String name) {
        return load(0).load(1).with(name);
    }

    private ApiCode operator(String name) {
        code.get(JavaField.ofStatic(OPERATORS, name, name.equals("XOR") ? ASSOCIATIVE : BINARY));
        return this;
    }

    /** Applies an operator between two values. */
    ApiCode between(String operator, int first, int second) {
        return load(first).operator(operator).load(second).call("lanewise", BINARY + VECTOR_TYPE);
    }

    /** Applies an operator between the vector on the stack and a lane. */
    ApiCode infix(String operator, long lane) {
        return operator(operator).lane(lane).call("lanewise", BINARY + type.lane);
    }

    /** Changes the sign bits, which turns an unsigned order into a signed one. */
    ApiCode flip() {
        return infix("XOR", least());
    }

    /** Shifts the first operand by the second, an int. */
    ApiCode shift(String operator) {
        load(0).operator(operator);
        code.load(Kind.INT, values[1]);
        code.push(type.bits - 1);
        code.instruction(Opcodes.IAND);
        if (type == LaneType.LONG) {
            code.instruction(Opcodes.I2L);
        }
        return call("lanewise", BINARY + type.lane);
    }

    /** The lower (0) or upper (1) half of each lane of a value, sign-extended. */
    ApiCode half(int value, int half) {
        load(value);
        if (half == 0) {
            infix("LSHL", type.bits / 2);
        }
        return infix("ASHR", type.bits / 2);
    }

    // ---- comparisons

    /** Pushes a comparison that stands between operands. */
    ApiCode comparison(String name) {
        code.get(JavaField.ofStatic(OPERATORS, name, COMPARISON));
        return this;
    }

    /** Turns two vectors with a comparison between them into a mask. */
    ApiCode compare() {
        return call("compare", COMPARISON + VECTOR_TYPE, MASK_TYPE);
    }

    /** Pushes the mask of a comparison of two values. */
    ApiCode compared(String name, int first, int second) {
        return load(first).comparison(name).load(second).compare();
    }

    /** Turns the vector on the stack into the mask of a comparison with zero. */
    ApiCode comparedToZero(String name) {
        return comparison(name).lane(0).call("compare", COMPARISON + type.lane, MASK_TYPE);
    }

    /** Turns a mask into a vector of lanes with all bits set or none: integers, of the size of floats where it is one of them. */
    ApiCode spread() {
        if (type.isFloat()) {
            type = type == LaneType.FLOAT ? LaneType.INT : LaneType.LONG;
            species();
            code.invoke(JavaMethod.ofObject(MASK, "cast", "(" + SPECIES + ")" + MASK_TYPE));
        }
        code.invoke(JavaMethod.ofObject(MASK, "toVector", "()" + VECTOR_TYPE));
        code.cast(type.owner);
        return this;
    }

    /** Of two vectors and a mask takes the lanes of the second where the mask is set. */
    ApiCode blend() {
        return call("blend", VECTOR_TYPE + MASK_TYPE);
    }

    /** Of a vector, a lane and a mask takes the lane where the mask is set. */
    ApiCode blendLane() {
        return call("blend", type.lane + MASK_TYPE);
    }

    // ---- shuffles of bytes

    /** Orders the bytes of a vector as the shuffle above it says. */
    ApiCode rearrange() {
        return call("rearrange", SHUFFLE_TYPE);
    }

    /** Turns a vector of numbers less than 16 into a shuffle. */
    ApiCode toShuffle() {
        return call("toShuffle", "", SHUFFLE_TYPE);
    }

    /** Pushes a constant shuffle of bytes; of each number the lowest four bits count. */
    ApiCode shuffle(byte[] sources) {
        Object[] arguments = new Object[2 + BYTES];
        arguments[0] = new Handle(Opcodes.H_INVOKESTATIC, SHUFFLE, "fromValues",
                "(" + SPECIES + "[I)" + SHUFFLE_TYPE, false);
        arguments[1] = new ConstantDynamic("SPECIES_128", SPECIES,
                new Handle(Opcodes.H_INVOKESTATIC, BOOTSTRAPS, "getStaticFinal",
                        LOOKUP + "Ljava/lang/Class;)Ljava/lang/Object;", false),
                Type.getObjectType(type.owner));
        Arrays.setAll(arguments, k -> k < 2 ? arguments[k] : Integer.valueOf(sources[k - 2] & BYTES - 1));
        code.pushConstant(new ConstantDynamic("shuffle", SHUFFLE_TYPE,
                new Handle(Opcodes.H_INVOKESTATIC, BOOTSTRAPS, "invoke",
                        LOOKUP + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;", false),
                arguments));
        return this;
    }
}
