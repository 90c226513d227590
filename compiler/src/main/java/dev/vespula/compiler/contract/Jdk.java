package dev.vespula.compiler.contract;

/** What generated code uses of the JDK. */
public final class Jdk {
    public static final String OBJECT = "java/lang/Object";
    public static final String OBJECT_TYPE = "Ljava/lang/Object;";
    public static final String OBJECTS_TYPE = "[Ljava/lang/Object;";
    public static final String STRING = "java/lang/String";
    public static final String THROWABLE = "java/lang/Throwable";
    public static final String HANDLE = "java/lang/invoke/MethodHandle";
    public static final String HANDLE_TYPE = "Ljava/lang/invoke/MethodHandle;";
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final String FLOAT = "java/lang/Float";
    private static final String DOUBLE = "java/lang/Double";
    private static final String INTEGER = "java/lang/Integer";
    private static final String LONG = "java/lang/Long";
    private static final String MATH = "java/lang/Math";
    private static final String OBJECTS = "java/util/Objects";

    public static final JavaMethod INT_BITS_TO_FLOAT = JavaMethod.ofStatic(FLOAT, "intBitsToFloat", "(I)F");
    public static final JavaMethod FLOAT_TO_INT_BITS = JavaMethod.ofStatic(FLOAT, "floatToRawIntBits", "(F)I");
    public static final JavaMethod LONG_BITS_TO_DOUBLE = JavaMethod.ofStatic(DOUBLE, "longBitsToDouble", "(J)D");
    public static final JavaMethod DOUBLE_TO_LONG_BITS = JavaMethod.ofStatic(DOUBLE, "doubleToRawLongBits", "(D)J");
    public static final JavaMethod INT_LEADING_ZEROS = JavaMethod.ofStatic(INTEGER, "numberOfLeadingZeros", "(I)I");
    public static final JavaMethod INT_TRAILING_ZEROS = JavaMethod.ofStatic(INTEGER, "numberOfTrailingZeros", "(I)I");
    public static final JavaMethod INT_BIT_COUNT = JavaMethod.ofStatic(INTEGER, "bitCount", "(I)I");
    public static final JavaMethod INT_ROTATE_LEFT = JavaMethod.ofStatic(INTEGER, "rotateLeft", "(II)I");
    public static final JavaMethod INT_ROTATE_RIGHT = JavaMethod.ofStatic(INTEGER, "rotateRight", "(II)I");
    public static final JavaMethod LONG_LEADING_ZEROS = JavaMethod.ofStatic(LONG, "numberOfLeadingZeros", "(J)I");
    public static final JavaMethod LONG_TRAILING_ZEROS = JavaMethod.ofStatic(LONG, "numberOfTrailingZeros", "(J)I");
    public static final JavaMethod LONG_BIT_COUNT = JavaMethod.ofStatic(LONG, "bitCount", "(J)I");
    public static final JavaMethod LONG_ROTATE_LEFT = JavaMethod.ofStatic(LONG, "rotateLeft", "(JI)J");
    public static final JavaMethod LONG_ROTATE_RIGHT = JavaMethod.ofStatic(LONG, "rotateRight", "(JI)J");
    public static final JavaMethod MULTIPLY_HIGH = JavaMethod.ofStatic(MATH, "multiplyHigh", "(JJ)J");
    public static final JavaMethod INT_MIN = JavaMethod.ofStatic(MATH, "min", "(II)I");
    public static final JavaMethod SQRT = JavaMethod.ofStatic(MATH, "sqrt", "(D)D");
    public static final JavaMethod CHECK_INT_INDEX = JavaMethod.ofStatic(OBJECTS, "checkIndex", "(II)I");
    public static final JavaMethod CHECK_LONG_INDEX = JavaMethod.ofStatic(OBJECTS, "checkIndex", "(JJ)J");
    public static final JavaMethod FULL_FENCE = JavaMethod.ofStatic(VAR_HANDLE, "fullFence", "()V");
    public static final JavaMethod CLASS_LOADER =
            JavaMethod.ofObject("java/lang/Class", "getClassLoader", "()Ljava/lang/ClassLoader;");
    public static final JavaMethod LOOKUP = JavaMethod.ofStatic("java/lang/invoke/MethodHandles", "lookup",
            "()Ljava/lang/invoke/MethodHandles$Lookup;");

    private Jdk() {}

    /** Calls the method handle below the arguments. */
    public static JavaMethod invokeExact(String descriptor) {
        return JavaMethod.ofObject(HANDLE, "invokeExact", descriptor);
    }

    /** Reads an element of an array through the handle below it. */
    public static JavaMethod handleGet(String descriptor) {
        return JavaMethod.ofObject(VAR_HANDLE, "get", descriptor);
    }

    /** Writes an element of an array through the handle below it. */
    public static JavaMethod handleSet(String descriptor) {
        return JavaMethod.ofObject(VAR_HANDLE, "set", descriptor);
    }
}
