package dev.vespula.text.script;

import dev.vespula.Val;

/** A value in a script: an argument, or an expected result that must be met exactly. */
public sealed interface Constant {

    /** A number or vector. */
    record Number(Val value) implements Constant {
        @Override
        public String toString() {
            return ValText.of(value);
        }
    }

    /**
     * A null reference.
     *
     * @param heap its heap type's keyword, or an empty string where the script does not say
     */
    record Null(String heap) implements Constant {
        @Override
        public String toString() {
            return heap.isEmpty() ? "(ref.null)" : "(ref.null " + heap + ")";
        }
    }

    /**
     * A reference that the host made out of a number; equal numbers are the same reference.
     *
     * @param view {@code extern}, or {@code host} for the reference as seen inside of the {@code any} hierarchy
     */
    record Host(String view, int number) implements Constant {
        @Override
        public String toString() {
            return "(ref." + view + " " + number + ")";
        }
    }
}
