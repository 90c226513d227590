package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.types.ValTypes;

/** Value types as the IR knows them: all references are alike. */
final class IrTypes {
    private IrTypes() {}

    /** The TYPE constant of {@link Ir} for an int of {@link ValTypes}: both count the numbers in the same order. */
    static int of(int valType) {
        return valType >= 0 ? Ir.TYPE_REF : -valType;
    }

    /** Slots that values of these types take. */
    static int slots(int[] valTypes) {
        int slots = valTypes.length;
        for (int type : valTypes) {
            if (type == ValTypes.V128) {
                slots++;
            }
        }
        return slots;
    }
}
