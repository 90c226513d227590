package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.component.types.Primitive;
import java.math.BigInteger;

/**
 * What numbers, booleans and characters are in Java. The bits of a value are those of a core value, 32 of them sign-extended;
 * when they are read only the low ones count.
 */
public enum ScalarForm {
    BOOL(Boolean.class) {
        @Override
        Object value(long bits) {
            return (int) bits != 0;
        }

        @Override
        long bits(Object value) {
            return (Boolean) value ? 1 : 0;
        }
    },
    BYTE(Byte.class) {
        @Override
        Object value(long bits) {
            return (byte) bits;
        }

        @Override
        long bits(Object value) {
            return (Byte) value;
        }
    },
    U8(Integer.class) {
        @Override
        Object value(long bits) {
            return (int) bits & 0xFF;
        }

        @Override
        long bits(Object value) {
            return (Integer) value;
        }

        @Override
        void check(Object value, ValuePath path) {
            super.check(value, path);
            checkRange((Integer) value, 0xFF, path);
        }
    },
    /** u8 as raw bits. */
    U8_BITS(Byte.class) {
        @Override
        Object value(long bits) {
            return (byte) bits;
        }

        @Override
        long bits(Object value) {
            return (Byte) value & 0xFF;
        }
    },
    SHORT(Short.class) {
        @Override
        Object value(long bits) {
            return (short) bits;
        }

        @Override
        long bits(Object value) {
            return (Short) value;
        }
    },
    U16(Integer.class) {
        @Override
        Object value(long bits) {
            return (int) bits & 0xFFFF;
        }

        @Override
        long bits(Object value) {
            return (Integer) value;
        }

        @Override
        void check(Object value, ValuePath path) {
            super.check(value, path);
            checkRange((Integer) value, 0xFFFF, path);
        }
    },
    /** u16 as raw bits. */
    U16_BITS(Short.class) {
        @Override
        Object value(long bits) {
            return (short) bits;
        }

        @Override
        long bits(Object value) {
            return (Short) value & 0xFFFF;
        }
    },
    /** s32, and u32 as raw bits. */
    INT(Integer.class) {
        @Override
        Object value(long bits) {
            return (int) bits;
        }

        @Override
        long bits(Object value) {
            return (Integer) value;
        }
    },
    U32(Long.class) {
        @Override
        Object value(long bits) {
            return bits & 0xFFFF_FFFFL;
        }

        @Override
        long bits(Object value) {
            return ((Long) value).intValue();
        }

        @Override
        void check(Object value, ValuePath path) {
            super.check(value, path);
            checkRange((Long) value, 0xFFFF_FFFFL, path);
        }
    },
    /** s64, and u64 as raw bits. */
    LONG(Long.class) {
        @Override
        Object value(long bits) {
            return bits;
        }

        @Override
        long bits(Object value) {
            return (Long) value;
        }
    },
    /** u64 as it is. */
    U64(BigInteger.class) {
        @Override
        Object value(long bits) {
            BigInteger signed = BigInteger.valueOf(bits);
            return bits < 0 ? signed.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : signed;
        }

        @Override
        long bits(Object value) {
            return ((BigInteger) value).longValue();
        }

        @Override
        void check(Object value, ValuePath path) {
            super.check(value, path);
            BigInteger number = (BigInteger) value;
            if (number.signum() < 0 || number.bitLength() > Long.SIZE) {
                throw path.wrong(number + " is out of the range from 0 to " + Long.toUnsignedString(-1));
            }
        }
    },
    FLOAT(Float.class) {
        @Override
        Object value(long bits) {
            float value = Float.intBitsToFloat((int) bits);
            return value != value ? Float.NaN : value;
        }

        @Override
        long bits(Object value) {
            return Float.floatToRawIntBits((Float) value);
        }
    },
    DOUBLE(Double.class) {
        @Override
        Object value(long bits) {
            double value = Double.longBitsToDouble(bits);
            return value != value ? Double.NaN : value;
        }

        @Override
        long bits(Object value) {
            return Double.doubleToRawLongBits((Double) value);
        }
    },
    /** Characters: code points. */
    CHAR(Integer.class) {
        @Override
        Object value(long bits) {
            if (!isScalar((int) bits)) {
                throw BorderTraps.invalid("invalid `char` bit pattern");
            }
            return (int) bits;
        }

        @Override
        long bits(Object value) {
            return (Integer) value;
        }

        @Override
        void check(Object value, ValuePath path) {
            super.check(value, path);
            if (!isScalar((Integer) value)) {
                throw path.wrong("0x" + Integer.toHexString((Integer) value) + " is no Unicode scalar value");
            }
        }

        private boolean isScalar(int code) {
            return Character.isValidCodePoint(code) && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
        }
    };

    private final Class<?> javaClass;

    ScalarForm(Class<?> javaClass) {
        this.javaClass = javaClass;
    }

    /** The class of the values; numbers that are not objects have the primitive one. */
    public Class<?> javaClass() {
        return javaClass;
    }

    /** What a type is where nobody wants anything else. */
    public static ScalarForm of(Primitive type) {
        return switch (type) {
            case BOOL -> BOOL;
            case S8 -> BYTE;
            case U8 -> U8;
            case S16 -> SHORT;
            case U16 -> U16;
            case S32 -> INT;
            case U32 -> U32;
            case S64, U64 -> LONG;
            case F32 -> FLOAT;
            case F64 -> DOUBLE;
            case CHAR -> CHAR;
            case STRING, ERROR_CONTEXT -> throw new IllegalArgumentException(type.toString());
        };
    }

    /** The value of bits. */
    abstract Object value(long bits);

    /** The bits of a value. */
    abstract long bits(Object value);

    /** Refuses what is no value. */
    void check(Object value, ValuePath path) {
        if (!javaClass.isInstance(value)) {
            throw path.wrong(value, javaClass.getSimpleName());
        }
    }

    private static void checkRange(long number, long most, ValuePath path) {
        if (number < 0 || number > most) {
            throw path.wrong(number + " is out of the range from 0 to " + most);
        }
    }
}
