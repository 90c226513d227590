package dev.vespula.internal.validate;

/**
 * A clause of {@code resume} and its kin.
 *
 * @param tag   what it is for
 * @param label where a suspension with the tag branches to; {@link #SWITCH} if it is for switches with the tag
 */
public record OnClause(int tag, int label) {
    /** In place of a label. */
    public static final int SWITCH = -1;

    /** Whether it is for switches. */
    public boolean isSwitch() {
        return label == SWITCH;
    }
}
