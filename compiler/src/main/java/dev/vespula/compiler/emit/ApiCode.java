package dev.vespula.compiler.emit;

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
    private static final String SPECIES = Names.type(LaneType.PACKAGE + "VectorSpecies");
    private static final String OPERATORS = LaneType.PACKAGE + "VectorOperators";
    private static final String BOOTSTRAPS = "java/lang/invoke/ConstantBootstraps";
    private static final String LOOKUP =
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;";
    private static final int BYTES = 16;

    private final Code code;

    ApiCode(Code code) {
        this.code = code;
    }

    // ---- vectors from other values

    /** Pushes the species of a type. */
    void species(LaneType type) {
        code.getStatic(type.owner, "SPECIES_128", SPECIES);
    }

    /** Makes a vector of the species, an array and an index on the stack. */
    void fromArray() {
        code.invokeStatic(LaneType.BYTE.owner, "fromArray", "(" + SPECIES + "[BI)" + LaneType.BYTE.descriptor());
    }

    /** Writes the vector on the stack to the array and at the index above it. */
    void intoArray() {
        code.invokeVirtual(LaneType.BYTE.owner, "intoArray", "([BI)V");
    }

    /** Makes a vector whose lanes are all the value above the species on the stack. */
    void broadcast(LaneType type) {
        code.invokeStatic(type.owner, "broadcast", "(" + SPECIES + type.lane + ")" + type.descriptor());
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
        code.invokeVirtual(LaneType.LONG.owner, "withLane", "(IJ)" + LaneType.LONG.descriptor());
    }

    /** Turns a vector of longs on the stack into its halves. */
    void toLongs() {
        int mark = code.mark();
        int vector = keep();
        for (int half = 0; half < 2; half++) {
            code.load(Kind.REF, vector);
            code.push(half);
            code.invokeVirtual(LaneType.LONG.owner, "lane", "(I)J");
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
            code.invokeVirtual(from.owner, to.reinterpretation(), "()" + to.descriptor());
        }
    }

    /** A method without arguments. */
    void unary(LaneType type, String name) {
        code.invokeVirtual(type.owner, name, "()" + type.descriptor());
    }

    /** A method whose argument is a vector of the same type. */
    void binary(LaneType type, String name) {
        code.invokeVirtual(type.owner, name, "(" + Names.type(VECTOR) + ")" + type.descriptor());
    }

    /** A method whose argument is a lane. */
    void withScalar(LaneType type, String name) {
        code.invokeVirtual(type.owner, name, "(" + type.lane + ")" + type.descriptor());
    }

    /** Pushes an operator that stands between operands. */
    void operator(String name) {
        String kind = name.equals("XOR") ? "Associative" : "Binary";
        code.getStatic(OPERATORS, name, Names.type(OPERATORS + "$" + kind));
    }

    /** Applies the operator between two vectors on the stack. */
    void lanewise(LaneType type) {
        code.invokeVirtual(type.owner, "lanewise",
                "(" + Names.type(OPERATORS + "$Binary") + Names.type(VECTOR) + ")" + type.descriptor());
    }

    /** Applies the operator between a vector and a lane on the stack. */
    void lanewiseScalar(LaneType type) {
        code.invokeVirtual(type.owner, "lanewise", "(" + Names.type(OPERATORS + "$Binary") + type.lane + ")" + type.descriptor());
    }

    /** Pushes a comparison that stands between operands. */
    void comparison(String name) {
        code.getStatic(OPERATORS, name, Names.type(OPERATORS + "$Comparison"));
    }

    /** Turns two vectors with a comparison between them into a mask. */
    void compare(LaneType type) {
        code.invokeVirtual(type.owner, "compare",
                "(" + Names.type(OPERATORS + "$Comparison") + Names.type(VECTOR) + ")" + Names.type(MASK));
    }

    /** Turns a vector and a lane with a comparison between them into a mask. */
    void compareScalar(LaneType type) {
        code.invokeVirtual(type.owner, "compare",
                "(" + Names.type(OPERATORS + "$Comparison") + type.lane + ")" + Names.type(MASK));
    }

    /** Turns a mask into a vector of lanes with all bits set or none; only for integers. */
    void spread(LaneType type) {
        code.invokeVirtual(MASK, "toVector", "()" + Names.type(VECTOR));
        code.cast(type.owner);
    }

    /** Turns a mask into one for lanes of another type of the same size. */
    void castMask(LaneType type) {
        species(type);
        code.invokeVirtual(MASK, "cast", "(" + SPECIES + ")" + Names.type(MASK));
    }

    /** Of two vectors and a mask takes the lanes of the second where the mask is set. */
    void blend(LaneType type) {
        code.invokeVirtual(type.owner, "blend", "(" + Names.type(VECTOR) + Names.type(MASK) + ")" + type.descriptor());
    }

    /** Of a vector, a lane and a mask takes the lane where the mask is set. */
    void blendScalar(LaneType type) {
        code.invokeVirtual(type.owner, "blend", "(" + type.lane + Names.type(MASK) + ")" + type.descriptor());
    }

    /** Turns ints on the stack into floats. */
    void intsToFloats() {
        code.getStatic(OPERATORS, "I2F", Names.type(OPERATORS + "$Conversion"));
        code.push(0);
        code.invokeVirtual(LaneType.INT.owner, "convert",
                "(" + Names.type(OPERATORS + "$Conversion") + "I)" + Names.type(VECTOR));
        code.cast(LaneType.FLOAT.owner);
    }

    /** Orders the bytes of a vector as the shuffle above it says. */
    void rearrange() {
        code.invokeVirtual(LaneType.BYTE.owner, "rearrange", "(" + Names.type(SHUFFLE) + ")" + LaneType.BYTE.descriptor());
    }

    /** Turns a vector of numbers less than 16 into a shuffle. */
    void toShuffle() {
        code.invokeVirtual(LaneType.BYTE.owner, "toShuffle", "()" + Names.type(SHUFFLE));
    }

    /** Pushes a constant shuffle of bytes; of each number the lowest four bits count. */
    void shuffle(byte[] sources) {
        Object[] arguments = new Object[2 + BYTES];
        arguments[0] = new Handle(Opcodes.H_INVOKESTATIC, SHUFFLE, "fromValues",
                "(" + SPECIES + "[I)" + Names.type(SHUFFLE), false);
        arguments[1] = new ConstantDynamic("SPECIES_128", SPECIES,
                new Handle(Opcodes.H_INVOKESTATIC, BOOTSTRAPS, "getStaticFinal",
                        LOOKUP + "Ljava/lang/Class;)Ljava/lang/Object;", false),
                Type.getObjectType(LaneType.BYTE.owner));
        Arrays.setAll(arguments, k -> k < 2 ? arguments[k] : Integer.valueOf(sources[k - 2] & BYTES - 1));
        code.pushConstant(new ConstantDynamic("shuffle", Names.type(SHUFFLE),
                new Handle(Opcodes.H_INVOKESTATIC, BOOTSTRAPS, "invoke",
                        LOOKUP + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;", false),
                arguments));
    }
}
