package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.abi.GuestStrings;
import dev.vespula.component.internal.abi.Lifting;
import dev.vespula.component.internal.adapt.Body.Plain;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.types.NumType;
import java.util.List;

/**
 * Writes the functions that take strings from one side to the other: (pointer, units) -> (pointer, units). The calls of the
 * allocator are those that the specification prescribes for the two encodings. CanonicalABI.md, {@code
 * store_string_into_range}.
 */
final class Strings {
    private static final List<NumType> PAIR = List.of(NumType.I32, NumType.I32);
    private static final List<NumType> STEP = List.of(NumType.I32, NumType.I32, NumType.I32);
    private static final int POINTER = 0;
    private static final int UNITS = 1;

    private final AdapterModule module;
    private final AdapterShape shape;
    private final Borders borders;

    Strings(AdapterModule module, AdapterShape shape, Borders borders) {
        this.module = module;
        this.shape = shape;
        this.borders = borders;
    }

    /** How the code units of a string are encoded. */
    private enum Units {
        UTF8(1, 1), UTF16(2, 2), LATIN1(1, 2);

        private final int bytes;
        private final int alignment;

        Units(int bytes, int alignment) {
            this.bytes = bytes;
            this.alignment = alignment;
        }
    }

    /** The function for strings of a side. */
    Body function(Side from) {
        StringEncoding encoding = shape.encoding(from);
        if (encoding != StringEncoding.LATIN1_UTF16) {
            return new Writer(from, encoding == StringEncoding.UTF8 ? Units.UTF8 : Units.UTF16).write();
        }
        Body code = module.add(PAIR, PAIR);
        Body wide = new Writer(from, Units.UTF16).write();
        Body narrow = new Writer(from, Units.LATIN1).write();
        code.get(UNITS).i32(GuestStrings.UTF16_TAG).plain(Plain.I32_AND).ifTrue();
        code.get(POINTER).get(UNITS).i32(GuestStrings.UTF16_TAG).plain(Plain.I32_XOR).call(wide).plain(Plain.RETURN).end();
        code.get(POINTER).get(UNITS).call(narrow);
        return code;
    }

    /** Writes one of them. */
    private final class Writer {
        private final Side from;
        private final Side to;
        private final Units units;
        private final Body code = module.add(PAIR, PAIR);
        private final int target = code.local(NumType.I32);
        private final int count = code.local(NumType.I32);
        private final int bytes = code.local(NumType.I64);

        private Writer(Side from, Units units) {
            this.from = from;
            this.to = from.other();
            this.units = units;
        }

        private Body write() {
            code.get(UNITS).plain(Plain.I64_EXTEND_I32_U).i64(units.bytes).plain(Plain.I64_MUL).set(bytes);
            borders.checkPointer(code, from, new Borders.Extent(POINTER, bytes, units.alignment, Subject.STRING));
            switch (shape.encoding(to)) {
                case UTF8 -> toUtf8();
                case UTF16 -> toUtf16();
                case LATIN1_UTF16 -> toLatin1OrUtf16();
            }
            code.get(target).get(count);
            return code;
        }

        /** Calls the host; its answer stays on the stack. */
        private void step(StringStep step) {
            // A copy onto itself pays with fuel for what the host does, where a call can pause.
            code.get(POINTER).get(POINTER).get(bytes).plain(Plain.I32_WRAP_I64).memoryCopy(from, from);
            code.get(POINTER).get(UNITS).get(target);
            code.callImport(module.function(Provision.string(from, step), STEP, List.of(NumType.I32)));
        }

        /** Allocates so many times the number of code units. */
        private void allocate(int times, int alignment) {
            checkTimes(times);
            borders.allocate(code, to, body -> times(times), alignment, Subject.STRING);
            code.set(target);
        }

        private void times(int times) {
            code.get(UNITS);
            if (times > 1) {
                code.i32(times).plain(Plain.I32_MUL);
            }
        }

        /** Traps if so many times the number of code units are too many bytes. */
        private void checkTimes(int times) {
            if (times > units.bytes) {
                code.get(UNITS).i32((int) (Lifting.MOST_BYTES / times)).plain(Plain.I32_GT_U).ifTrue();
                code.i32(Fault.OUTSIDE.ordinal()).i32(Subject.STRING.ordinal());
                borders.trap(code);
                code.end();
            }
        }

        /** Allocates anew, from so many times the code units to what is written. */
        private void reallocate(int times, int alignment, Runnable wanted) {
            code.get(target);
            times(times);
            code.i32(alignment);
            wanted.run();
            borders.reallocate(code, to, Subject.STRING);
            code.set(target);
        }

        /** Gives back what is left of the room. */
        private void shrink(int times, Runnable used) {
            used.run();
            times(times);
            code.plain(Plain.I32_NE).ifTrue();
            reallocate(times, shape.encoding(to) == StringEncoding.UTF8 ? 1 : 2, used);
            code.end();
        }

        private void copy() {
            code.get(target).get(POINTER).get(bytes).plain(Plain.I32_WRAP_I64).memoryCopy(to, from);
            code.get(UNITS).set(count);
        }

        private void toUtf8() {
            if (units == Units.UTF8) {
                step(StringStep.CHECK_UTF8);
                code.plain(Plain.DROP);
                allocate(1, 1);
                copy();
                return;
            }
            int most = units == Units.LATIN1 ? 2 : 3;
            allocate(1, 1);
            step(units == Units.LATIN1 ? StringStep.LATIN1_ASCII : StringStep.UTF16_ASCII);
            code.tee(count).get(UNITS).plain(Plain.I32_NE).ifTrue();
            checkTimes(most);
            reallocate(1, 1, () -> times(most));
            step(units == Units.LATIN1 ? StringStep.LATIN1_TO_UTF8 : StringStep.UTF16_TO_UTF8);
            code.set(count);
            shrink(most, () -> code.get(count));
            code.end();
        }

        private void toUtf16() {
            if (units == Units.UTF16) {
                step(StringStep.CHECK_UTF16);
                code.plain(Plain.DROP);
                allocate(2, 2);
                copy();
                return;
            }
            allocate(2, 2);
            step(units == Units.UTF8 ? StringStep.UTF8_TO_UTF16 : StringStep.LATIN1_TO_UTF16);
            code.set(count);
            if (units == Units.UTF8) {
                shrink(2, this::twiceCount);
            }
        }

        private void twiceCount() {
            code.get(count).i32(1).plain(Plain.I32_SHL);
        }

        private void toLatin1OrUtf16() {
            if (units == Units.LATIN1) {
                allocate(1, 2);
                copy();
            } else if (units == Units.UTF16 && shape.encoding(from) == StringEncoding.LATIN1_UTF16) {
                maybeNarrow();
            } else {
                maybeWide();
            }
        }

        /** What is tagged as UTF-16 remains so, unless it turns out that Latin-1 holds it. */
        private void maybeNarrow() {
            step(StringStep.CHECK_UTF16);
            code.set(count);
            allocate(2, 2);
            code.get(count).ifTrue();
            step(StringStep.UTF16_TO_LATIN1);
            code.set(count);
            reallocate(2, 1, () -> code.get(count));
            code.orElse();
            copy();
            tag();
            code.end();
        }

        /** At first as if it were Latin-1. */
        private void maybeWide() {
            allocate(1, 2);
            step(units == Units.UTF8 ? StringStep.UTF8_TO_LATIN1 : StringStep.UTF16_TO_LATIN1);
            code.tee(count).i32(-1).plain(Plain.I32_EQ).ifTrue();
            checkTimes(2);
            reallocate(1, 2, () -> times(2));
            if (units == Units.UTF8) {
                step(StringStep.UTF8_TO_UTF16);
                code.set(count);
                shrink(2, this::twiceCount);
            } else {
                copy();
            }
            tag();
            code.orElse();
            shrink(1, () -> code.get(count));
            code.end();
        }

        private void tag() {
            code.get(count).i32(GuestStrings.UTF16_TAG).plain(Plain.I32_OR).set(count);
        }
    }
}
