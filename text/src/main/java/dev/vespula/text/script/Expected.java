package dev.vespula.text.script;

import dev.vespula.text.syntax.FloatFormat;
import dev.vespula.types.NumType;
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

    /** A NaN of the kind, in 32 or 64 bits. */
    record Nan(NumType type, NanKind kind) implements Expected {
        @Override
        public String toString() {
            return "(" + type + ".const " + kind + ")";
        }
    }

    /**
     * A vector of floats some of whose lanes are NaNs of a kind.
     *
     * @param lanes four floats of 32 bits or two of 64, each {@link Nan} or {@link Exactly}
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
     * @param heap the heap type's keyword: func, extern, any, eq, i31, struct, array, exn, cont
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

        boolean matches(FloatFormat format, long bits) {
            return this == CANONICAL ? format.isCanonicalNan(bits) : format.isArithmeticNan(bits);
        }
    }
}
