package dev.vespula.text.script;

import java.util.List;
import java.util.stream.Collectors;

/** What one result of an action must be. */
public sealed interface Expected {

    /** Just this value. */
    record Exactly(Constant constant) implements Expected {
        @Override
        public String toString() {
            return constant.toString();
        }
    }

    /** A 32-bit NaN of the kind. */
    record NanF32(NanKind kind) implements Expected {
        @Override
        public String toString() {
            return "(f32.const " + kind + ")";
        }
    }

    /** A 64-bit NaN of the kind. */
    record NanF64(NanKind kind) implements Expected {
        @Override
        public String toString() {
            return "(f64.const " + kind + ")";
        }
    }

    /**
     * A vector of floats some of whose lanes are NaNs of a kind.
     *
     * @param lanes four of {@link NanF32} or {@link Constant.F32}, or two of {@link NanF64} or {@link Constant.F64}
     */
    record Lanes(List<Expected> lanes) implements Expected {
        @Override
        public String toString() {
            return lanes.stream().map(Object::toString).collect(Collectors.joining(" ", "(v128 lanes ", ")"));
        }
    }

    /**
     * Any reference of a kind that is not null.
     *
     * @param heap the heap type's keyword: func, extern, any, eq, i31, struct, array, exn
     */
    record Reference(String heap) implements Expected {
        @Override
        public String toString() {
            return "(ref." + heap + ")";
        }
    }

    /** Any one of them. */
    record Either(List<Expected> choices) implements Expected {
        @Override
        public String toString() {
            return choices.stream().map(Object::toString).collect(Collectors.joining(" ", "(either ", ")"));
        }
    }

    /** Kinds of NaN that a script may ask for. */
    enum NanKind {
        /** Only the topmost bit of the fraction is set. */
        CANONICAL,
        /** At least the topmost bit of the fraction is set. */
        ARITHMETIC;

        @Override
        public String toString() {
            return this == CANONICAL ? "nan:canonical" : "nan:arithmetic";
        }

        boolean matches(int bits) {
            return this == CANONICAL ? (bits & 0x7FFFFFFF) == 0x7FC00000 : (bits & 0x7FC00000) == 0x7FC00000;
        }

        boolean matches(long bits) {
            return this == CANONICAL ? (bits & Long.MAX_VALUE) == 0x7FF8000000000000L
                : (bits & 0x7FF8000000000000L) == 0x7FF8000000000000L;
        }
    }
}
