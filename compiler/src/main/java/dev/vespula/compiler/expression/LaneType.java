package dev.vespula.compiler.expression;

/** What the lanes of a vector of 128 bits are, and the class of {@code jdk.incubator.vector} for it. */
enum LaneType {
    BYTE("i8x16", "Byte", "B", 8),
    SHORT("i16x8", "Short", "S", 16),
    INT("i32x4", "Int", "I", 32),
    LONG("i64x2", "Long", "J", 64),
    FLOAT("f32x4", "Float", "F", 32),
    DOUBLE("f64x2", "Double", "D", 64);

    /** Name of the package in class files. */
    static final String PACKAGE = "jdk/incubator/vector/";

    /** What names of WebAssembly begin with. */
    final String shape;
    /** Name of the class in class files. */
    final String owner;
    /** Descriptor of a lane. */
    final String lane;
    /** Bits of a lane. */
    final int bits;
    private final String word;

    LaneType(String shape, String word, String lane, int bits) {
        this.shape = shape;
        this.word = word;
        this.owner = PACKAGE + word + "Vector";
        this.lane = lane;
        this.bits = bits;
    }

    /** The type in the name of an operator; of one on whole vectors it is {@link #LONG}. */
    static LaneType of(String name) {
        for (LaneType type : values()) {
            if (name.startsWith(type.shape)) {
                return type;
            }
        }
        return LONG;
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
