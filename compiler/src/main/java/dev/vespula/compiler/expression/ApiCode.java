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
 * Writes calls of {@code jdk.incubator.vector}. Only what that module has in Java 17 as well as in later versions is used.
 * Nothing of this project refers to it otherwise: it is there only if the JVM was started with it.
 */
final class ApiCode {
    private static final String VECTOR = LaneType.PACKAGE + "Vector";
    private static final String MASK = LaneType.PACKAGE + "VectorMask";
    private static final String SHUFFLE = LaneType.PACKAGE + "VectorShuffle";
    private static final String VECTOR_TYPE = "L" + VECTOR + ";";
    private static final String MASK_TYPE = "L" + MASK + ";";
    private static final String SHUFFLE_TYPE = "L" + SHUFFLE + ";";
    private static final String SPECIES = "L" + LaneType.PACKAGE + "VectorSpecies;";
    private static final String OPERATORS = LaneType.PACKAGE + "VectorOperators";
    private static final String BINARY = "L" + OPERATORS + "$Binary;";
    private static final String COMPARISON = "L" + OPERATORS + "$Comparison;";
    private static final String CONVERSION = "L" + OPERATORS + "$Conversion;";
    private static final String BOOTSTRAPS = "java/lang/invoke/ConstantBootstraps";
    private static final String LOOKUP =
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;";
    private static final int BYTES = 16;

    private final Code code;

    ApiCode(Code code) {
        this.code = code;
    }

    private void call(LaneType type, String method, String descriptor) {
        code.invoke(JavaMethod.ofObject(type.owner, method, descriptor));
    }

    // ---- vectors from other values

    /** Pushes the species of a type. */
    void species(LaneType type) {
        code.get(JavaField.ofStatic(type.owner, "SPECIES_128", SPECIES));
    }

    /** Makes a vector of the species, an array and an index on the stack. */
    void fromArray() {
        code.invoke(JavaMethod.ofStatic(LaneType.BYTE.owner, "fromArray",
                "(" + SPECIES + "[BI)" + LaneType.BYTE.descriptor()));
    }

    /** Writes the vector on the stack to the array and at the index above it. */
    void intoArray() {
        call(LaneType.BYTE, "intoArray", "([BI)V");
    }

    /** Makes a vector whose lanes are all the value above the species on the stack. */
    void broadcast(LaneType type) {
        code.invoke(JavaMethod.ofStatic(type.owner, "broadcast", "(" + SPECIES + type.lane + ")" + type.descriptor()));
    }

    /** Pushes a vector of longs made of two halves in variables. */
    void fromLongs(int low, int high) {
        species(LaneType.LONG);
        code.load(Kind.LONG, low);
        broadcast(LaneType.LONG);
        code.push(1);
        code.load(Kind.LONG, high);
        withLane();
    }

    /** Pushes a constant vector of longs. */
    void constant(long low, long high) {
        species(LaneType.LONG);
        code.push(low);
        broadcast(LaneType.LONG);
        if (low != high) {
            code.push(1);
            code.push(high);
            withLane();
        }
    }

    private void withLane() {
        call(LaneType.LONG, "withLane", "(IJ)" + LaneType.LONG.descriptor());
    }

    /** Turns a vector of longs on the stack into its halves. */
    void toLongs() {
        int mark = code.mark();
        int vector = keep();
        for (int half = 0; half < 2; half++) {
            code.load(Kind.REF, vector);
            code.push(half);
            call(LaneType.LONG, "lane", "(I)J");
        }
        code.release(mark);
    }

    /** Pops an object into a new variable. */
    int keep() {
        int local = code.variable(Kind.REF);
        code.store(Kind.REF, local);
        return local;
    }

    // ---- operations

    /** Takes the vector on the stack as one of another type. */
    void as(LaneType from, LaneType to) {
        if (from != to) {
            call(from, to.reinterpretation(), "()" + to.descriptor());
        }
    }

    /** A method without arguments. */
    void unary(LaneType type, String name) {
        call(type, name, "()" + type.descriptor());
    }

    /** A method whose argument is a vector of the same type. */
    void binary(LaneType type, String name) {
        call(type, name, "(" + VECTOR_TYPE + ")" + type.descriptor());
    }

    /** A method whose argument is a lane. */
    void withScalar(LaneType type, String name) {
        call(type, name, "(" + type.lane + ")" + type.descriptor());
    }

    /** Pushes an operator that stands between operands. */
    void operator(String name) {
        String type = name.equals("XOR") ? "L" + OPERATORS + "$Associative;" : BINARY;
        code.get(JavaField.ofStatic(OPERATORS, name, type));
    }

    /** Applies the operator between two vectors on the stack. */
    void lanewise(LaneType type) {
        call(type, "lanewise", "(" + BINARY + VECTOR_TYPE + ")" + type.descriptor());
    }

    /** Applies the operator between a vector and a lane on the stack. */
    void lanewiseScalar(LaneType type) {
        call(type, "lanewise", "(" + BINARY + type.lane + ")" + type.descriptor());
    }

    /** Pushes a comparison that stands between operands. */
    void comparison(String name) {
        code.get(JavaField.ofStatic(OPERATORS, name, COMPARISON));
    }

    /** Turns two vectors with a comparison between them into a mask. */
    void compare(LaneType type) {
        call(type, "compare", "(" + COMPARISON + VECTOR_TYPE + ")" + MASK_TYPE);
    }

    /** Turns a vector and a lane with a comparison between them into a mask. */
    void compareScalar(LaneType type) {
        call(type, "compare", "(" + COMPARISON + type.lane + ")" + MASK_TYPE);
    }

    /** Turns a mask into a vector of lanes with all bits set or none; only for integers. */
    void spread(LaneType type) {
        code.invoke(JavaMethod.ofObject(MASK, "toVector", "()" + VECTOR_TYPE));
        code.cast(type.owner);
    }

    /** Turns a mask into one for lanes of another type of the same size. */
    void castMask(LaneType type) {
        species(type);
        code.invoke(JavaMethod.ofObject(MASK, "cast", "(" + SPECIES + ")" + MASK_TYPE));
    }

    /** Of two vectors and a mask takes the lanes of the second where the mask is set. */
    void blend(LaneType type) {
        call(type, "blend", "(" + VECTOR_TYPE + MASK_TYPE + ")" + type.descriptor());
    }

    /** Of a vector, a lane and a mask takes the lane where the mask is set. */
    void blendScalar(LaneType type) {
        call(type, "blend", "(" + type.lane + MASK_TYPE + ")" + type.descriptor());
    }

    /** Turns ints on the stack into floats. */
    void intsToFloats() {
        code.get(JavaField.ofStatic(OPERATORS, "I2F", CONVERSION));
        code.push(0);
        call(LaneType.INT, "convert", "(" + CONVERSION + "I)" + VECTOR_TYPE);
        code.cast(LaneType.FLOAT.owner);
    }

    /** Orders the bytes of a vector as the shuffle above it says. */
    void rearrange() {
        call(LaneType.BYTE, "rearrange", "(" + SHUFFLE_TYPE + ")" + LaneType.BYTE.descriptor());
    }

    /** Turns a vector of numbers less than 16 into a shuffle. */
    void toShuffle() {
        call(LaneType.BYTE, "toShuffle", "()" + SHUFFLE_TYPE);
    }

    /** Pushes a constant shuffle of bytes; of each number the lowest four bits count. */
    void shuffle(byte[] sources) {
        Object[] arguments = new Object[2 + BYTES];
        arguments[0] = new Handle(Opcodes.H_INVOKESTATIC, SHUFFLE, "fromValues",
                "(" + SPECIES + "[I)" + SHUFFLE_TYPE, false);
        arguments[1] = new ConstantDynamic("SPECIES_128", SPECIES,
                new Handle(Opcodes.H_INVOKESTATIC, BOOTSTRAPS, "getStaticFinal",
                        LOOKUP + "Ljava/lang/Class;)Ljava/lang/Object;", false),
                Type.getObjectType(LaneType.BYTE.owner));
        Arrays.setAll(arguments, k -> k < 2 ? arguments[k] : Integer.valueOf(sources[k - 2] & BYTES - 1));
        code.pushConstant(new ConstantDynamic("shuffle", SHUFFLE_TYPE,
                new Handle(Opcodes.H_INVOKESTATIC, BOOTSTRAPS, "invoke",
                        LOOKUP + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;", false),
                arguments));
    }
}
