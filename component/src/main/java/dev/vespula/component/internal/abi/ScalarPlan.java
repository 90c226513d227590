package dev.vespula.component.internal.abi;

import dev.vespula.Memory;
import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.component.types.Primitive;

/** Numbers, booleans and characters. */
final class ScalarPlan extends ValuePlan {
    private static final int FIRST_SURROGATE = 0xD800;
    private static final int LAST_SURROGATE = 0xDFFF;

    private final Primitive type;

    ScalarPlan(Place place, Primitive type) {
        super(place);
        this.type = type;
    }

    @Override
    void check(Object value, ValuePath path) {
        switch (type) {
            case BOOL -> expect(value instanceof Boolean, value, path);
            case S8 -> expect(value instanceof Byte, value, path);
            case S16 -> expect(value instanceof Short, value, path);
            case S32 -> expect(value instanceof Integer, value, path);
            case S64, U64 -> expect(value instanceof Long, value, path);
            case U8 -> range(value, value instanceof Integer i ? i : -1, 0xFF, path);
            case U16 -> range(value, value instanceof Integer i ? i : -1, 0xFFFF, path);
            case U32 -> range(value, value instanceof Long l ? l : -1, 0xFFFF_FFFFL, path);
            case F32 -> expect(value instanceof Float, value, path);
            case F64 -> expect(value instanceof Double, value, path);
            case CHAR -> {
                expect(value instanceof Integer, value, path);
                if (!isScalar((Integer) value)) {
                    throw path.wrong("0x" + Integer.toHexString((Integer) value) + " is no Unicode scalar value");
                }
            }
            default -> throw new AssertionError(type);
        }
    }

    private void expect(boolean fits, Object value, ValuePath path) {
        if (!fits) {
            throw path.wrong(value, javaClass() + " for " + type);
        }
    }

    private void range(Object value, long number, long most, ValuePath path) {
        expect(value instanceof Integer && type != Primitive.U32 || value instanceof Long && type == Primitive.U32, value, path);
        if (number < 0 || number > most) {
            throw path.wrong(value + " is out of the range of " + type);
        }
    }

    private String javaClass() {
        return switch (type) {
            case BOOL -> "Boolean";
            case S8 -> "Byte";
            case S16 -> "Short";
            case U32, S64, U64 -> "Long";
            case F32 -> "Float";
            case F64 -> "Double";
            default -> "Integer";
        };
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        return value(values.next());
    }

    @Override
    Object load(Lifting from, long address) {
        Memory memory = from.guest.memory();
        return value(switch (size()) {
            case 1 -> memory.readByte(address);
            case 2 -> memory.readShort(address);
            case 4 -> memory.readInt(address);
            default -> memory.readLong(address);
        });
    }

    /** The value of bits of which only the low ones count. */
    private Object value(long bits) {
        return switch (type) {
            case BOOL -> (int) bits != 0;
            case S8 -> (byte) bits;
            case U8 -> (int) bits & 0xFF;
            case S16 -> (short) bits;
            case U16 -> (int) bits & 0xFFFF;
            case S32 -> (int) bits;
            case U32 -> bits & 0xFFFF_FFFFL;
            case S64, U64 -> bits;
            case F32 -> canonical(Float.intBitsToFloat((int) bits));
            case F64 -> canonical(Double.longBitsToDouble(bits));
            case CHAR -> character((int) bits);
            default -> throw new AssertionError(type);
        };
    }

    private static float canonical(float value) {
        return value != value ? Float.NaN : value;
    }

    private static double canonical(double value) {
        return value != value ? Double.NaN : value;
    }

    private static int character(int code) {
        if (!isScalar(code)) {
            throw BorderTraps.invalid("invalid `char` bit pattern");
        }
        return code;
    }

    private static boolean isScalar(int code) {
        return Character.isValidCodePoint(code) && (code < FIRST_SURROGATE || code > LAST_SURROGATE);
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        values.put(bits(value));
    }

    @Override
    void store(Lowering to, Object value, long address) {
        Memory memory = to.guest.memory();
        long bits = bits(value);
        switch (size()) {
            case 1 -> memory.writeByte(address, (byte) bits);
            case 2 -> memory.writeShort(address, (short) bits);
            case 4 -> memory.writeInt(address, (int) bits);
            default -> memory.writeLong(address, bits);
        }
    }

    /** The bits of a value; what has 32 of them sign-extended. */
    private long bits(Object value) {
        return switch (type) {
            case BOOL -> (Boolean) value ? 1 : 0;
            case F32 -> Float.floatToRawIntBits((Float) value);
            case F64 -> Double.doubleToRawLongBits((Double) value);
            case U32 -> ((Long) value).intValue();
            default -> ((Number) value).longValue();
        };
    }
}
