package dev.vespula.text.script;

import dev.vespula.text.syntax.FloatText;

/** A value in a script: an argument, or an expected result that must be met exactly. */
public sealed interface Constant {

    record I32(int value) implements Constant {
        @Override
        public String toString() {
            return "(i32.const " + value + ")";
        }
    }

    record I64(long value) implements Constant {
        @Override
        public String toString() {
            return "(i64.const " + value + ")";
        }
    }

    /** By its bits, so that NaNs keep theirs. */
    record F32(int bits) implements Constant {
        @Override
        public String toString() {
            return "(f32.const " + FloatText.single(bits) + ")";
        }
    }

    /** By its bits, so that NaNs keep theirs. */
    record F64(long bits) implements Constant {
        @Override
        public String toString() {
            return "(f64.const " + FloatText.twofold(bits) + ")";
        }
    }

    /** Lane 0 is in the lowest bits of {@code low}. */
    record V128(long low, long high) implements Constant {
        @Override
        public String toString() {
            return String.format("(v128.const i32x4 0x%08x 0x%08x 0x%08x 0x%08x)", (int) low, (int) (low >>> 32),
                (int) high, (int) (high >>> 32));
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

    /** An external reference that the host made out of a number; equal numbers are the same reference. */
    record Extern(int number) implements Constant {
        @Override
        public String toString() {
            return "(ref.extern " + number + ")";
        }
    }

    /** A host reference as seen inside of the {@code any} hierarchy. */
    record Host(int number) implements Constant {
        @Override
        public String toString() {
            return "(ref.host " + number + ")";
        }
    }
}
