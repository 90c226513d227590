package dev.vespula.compiler.expression;

import dev.vespula.internal.ir.Ir;

/** What the lanes of a vector of 128 bits are, and the class of {@code jdk.incubator.vector} for it. */
enum LaneType {
    BYTE("Byte", "B", 8, Ir.LANE_I8),
    SHORT("Short", "S", 16, Ir.LANE_I16),
    INT("Int", "I", 32, Ir.LANE_I32),
    LONG("Long", "J", 64, Ir.LANE_I64),
    FLOAT("Float", "F", 32, Ir.LANE_F32),
    DOUBLE("Double", "D", 64, Ir.LANE_F64);

    /** Name of the package in class files. */
    static final String PACKAGE = "jdk/incubator/vector/";

    /** Name of the class in class files. */
    final String owner;
    /** Descriptor of a lane. */
    final String lane;
    /** Bits of a lane. */
    final int bits;
    private final String word;
    private final int number;

    LaneType(String word, String lane, int bits, int number) {
        this.word = word;
        this.owner = PACKAGE + word + "Vector";
        this.lane = lane;
        this.bits = bits;
        this.number = number;
    }

    /** The type of an operator, null if it has none; of one on whole vectors it is {@link #LONG}. */
    static LaneType of(int op) {
        for (LaneType type : values()) {
            if (Ir.lane(op) == type.number) {
                return type;
            }
        }
        return null;
    }

    /** Descriptor of the class. */
    String descriptor() {
        return "L" + owner + ";";
    }

    /** Name of the method that takes the bits of another vector as this type. */
    String reinterpretation() {
        return "reinterpretAs" + word + "s";
    }

    /** Whether lanes are floats. */
    boolean isFloat() {
        return this == FLOAT || this == DOUBLE;
    }
}
