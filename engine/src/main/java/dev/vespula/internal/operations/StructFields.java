package dev.vespula.internal.operations;

import dev.vespula.internal.objects.NullObject;
import dev.vespula.internal.objects.StructLayout;
import dev.vespula.internal.objects.StructObject;
import dev.vespula.internal.objects.StructRefs1;
import dev.vespula.internal.objects.StructRefs2;
import dev.vespula.internal.objects.StructRefs3;
import dev.vespula.internal.objects.StructRefs4;
import dev.vespula.internal.objects.StructRefs5;

/** Fields of structs by their place in the {@link StructLayout}. A null where a struct is needed is a trap. */
public final class StructFields {
    private StructFields() {}

    private static StructObject nonNull(Object struct) {
        if (struct == null) {
            throw NullObject.struct();
        }
        return (StructObject) struct;
    }

    /** A reference of a struct; a cast to one of the first classes of the chain is one comparison. */
    public static Object reference(StructObject struct, int index) {
        switch (index) {
            case 0 :
                return ((StructRefs1) struct).r0;
            case 1 :
                return ((StructRefs2) struct).r1;
            case 2 :
                return ((StructRefs3) struct).r2;
            case 3 :
                return ((StructRefs4) struct).r3;
            case 4 :
                return ((StructRefs5) struct).r4;
            default :
                return struct.ref(index);
        }
    }

    /** Sets a reference of a struct. */
    public static void setReference(StructObject struct, int index, Object value) {
        switch (index) {
            case 0 :
                ((StructRefs1) struct).r0 = value;
                break;
            case 1 :
                ((StructRefs2) struct).r1 = value;
                break;
            case 2 :
                ((StructRefs3) struct).r2 = value;
                break;
            case 3 :
                ((StructRefs4) struct).r3 = value;
                break;
            case 4 :
                ((StructRefs5) struct).r4 = value;
                break;
            default :
                struct.ref(index, value);
        }
    }

    // ---- for compiled code: the struct may be null

    /** A reference. */
    public static Object ref(Object struct, int index) {
        return reference(nonNull(struct), index);
    }

    /** Sets a reference. */
    public static void setRef(Object struct, Object value, int index) {
        setReference(nonNull(struct), index, value);
    }

    /** A word. */
    public static long word(Object struct, int index) {
        return nonNull(struct).word(index);
    }

    /** Sets a word. */
    public static void setWord(Object struct, long value, int index) {
        nonNull(struct).word(index, value);
    }

    /** Sets both words of a v128. */
    public static void setVector(Object struct, long low, long high, int index) {
        StructObject changed = nonNull(struct);
        changed.word(index, low);
        changed.word(index + 1, high);
    }

    /** Sets some bits of a word to the lowest ones of a value. */
    public static void setBits(Object struct, int value, int index, int shift, int bits) {
        nonNull(struct).bits(index, (1L << bits) - 1 << shift, (long) value << shift);
    }
}
