package dev.vespula;

import org.jspecify.annotations.Nullable;

/**
 * An integer of 31 bits as a reference: the value of {@code i31ref}. Equal when the integers are.
 *
 * <pre>{@code
 * I31 number = I31.of(-5);
 * int same = number.signed();
 * Val argument = Val.ref(ValType.I31REF, number);
 * }</pre>
 */
public final class I31 {
    private static final int LOWEST = -128;
    private static final int HIGHEST = 1023;
    private static final I31[] SMALL = new I31[HIGHEST - LOWEST + 1];

    static {
        for (int k = 0; k < SMALL.length; k++) {
            SMALL[k] = new I31(LOWEST + k);
        }
    }

    private final int value;

    private I31(int value) {
        this.value = value;
    }

    /** The low 31 bits of an integer; the one above them is lost. */
    public static I31 of(int value) {
        int signed = value << 1 >> 1;
        return signed >= LOWEST && signed <= HIGHEST ? SMALL[signed - LOWEST] : new I31(signed);
    }

    /** The bits as a signed integer. */
    public int signed() {
        return value;
    }

    /** The bits as an unsigned integer. */
    public int unsigned() {
        return value & 0x7FFF_FFFF;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof I31 that && value == that.value;
    }

    @Override
    public int hashCode() {
        return value;
    }

    @Override
    public String toString() {
        return "i31 " + value;
    }
}
