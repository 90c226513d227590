package dev.vespula.bench.replay;

import dev.vespula.Func;
import dev.vespula.HostArgs;
import java.util.HashMap;
import java.util.Map;

/** Reads values of a trace, and compares those that cross with what it says. */
final class Values {
    /** Instead of a reference's number. */
    private static final int NULL = -1;
    private static final int FUNCTION = -2;
    /** How a function is named: as an export of an instance, or by its place in a table. */
    private static final int EXPORT = 0;
    /** What is written behind a reference's number: a number, a text, or nothing. */
    private static final int WITH_NUMBER = 1;
    private static final int WITH_TEXT = 2;

    private final Trace trace;
    /** The signatures of named functions by where they are named: the same in all runs. */
    private final Map<Integer, Wire.Signature> signatures = new HashMap<>();
    private World world;

    Values(Trace trace) {
        this.trace = trace;
    }

    /** Refers to what is in this world from now on. */
    void enter(World entered) {
        world = entered;
    }

    /** The function that is named next. */
    Func readFunction() {
        int at = trace.position();
        if (trace.readByte() == EXPORT) {
            int instance = trace.readInt();
            Func known = world.exports.get(at);
            if (known != null) {
                trace.skipText();
                return known;
            }
            Func export = world.instances.get(instance).func(trace.readText());
            world.exports.put(at, export);
            return export;
        }
        int table = trace.readInt();
        return (Func) world.tables.get(table).get(trace.readInt());
    }

    /** How the values of a function are written that was named at a place. */
    Wire.Signature signature(int at, Func function) {
        return signatures.computeIfAbsent(at, key -> Wire.Signature.of(function.type()));
    }

    Object read(Wire wire) {
        return switch (wire) {
            case I32 -> trace.readInt();
            case I64 -> trace.readLong();
            case F32 -> trace.readFloat();
            case F64 -> trace.readDouble();
            case REFERENCE -> readReference();
        };
    }

    /** A reference that JavaScript passes. */
    Object readReference() {
        int number = trace.readInt();
        if (number == NULL) {
            return null;
        }
        return number == FUNCTION ? readFunction() : world.passed(number, readDescription());
    }

    private String readDescription() {
        // Whether it is passed for the first time, which follows from its number.
        trace.readByte();
        return switch (trace.readByte()) {
            case WITH_NUMBER -> Integer.toString(trace.readInt());
            case WITH_TEXT -> trace.readText();
            default -> null;
        };
    }

    /** Gives a function of the host its result. */
    void readResult(Wire wire, HostArgs args, int index) {
        switch (wire) {
            case I32 -> args.result(index, trace.readInt());
            case I64 -> args.result(index, trace.readLong());
            case F32 -> args.result(index, trace.readFloat());
            case F64 -> args.result(index, trace.readDouble());
            case REFERENCE -> args.result(index, readReference());
        }
    }

    /** Compares an argument that a function of the host got. */
    void expectArgument(Wire wire, HostArgs args, int index, String where) {
        switch (wire) {
            case I32 -> expect(args.i32(index), where);
            case I64 -> expect(args.i64(index), where);
            case F32 -> expect(args.f32(index), where);
            case F64 -> expect(args.f64(index), where);
            case REFERENCE -> expectReference(args.ref(index), where);
        }
    }

    /** Compares a result. */
    void expectResult(Wire wire, Object actual, String where) {
        switch (wire) {
            case I32 -> expect((int) actual, where);
            case I64 -> expect((long) actual, where);
            case F32 -> expect((float) actual, where);
            case F64 -> expect((double) actual, where);
            case REFERENCE -> expectReference(actual, where);
        }
    }

    private void expect(int actual, String where) {
        int expected = trace.readInt();
        if (expected != actual) {
            throw diverged(where, expected, actual);
        }
    }

    private void expect(long actual, String where) {
        long expected = trace.readLong();
        if (expected != actual) {
            throw diverged(where, expected, actual);
        }
    }

    /** All NaNs are alike: which one an operation gives is left open. */
    private void expect(float actual, String where) {
        float expected = trace.readFloat();
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
            throw diverged(where, expected, actual);
        }
    }

    private void expect(double actual, String where) {
        double expected = trace.readDouble();
        if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(actual)) {
            throw diverged(where, expected, actual);
        }
    }

    private void expectReference(Object actual, String where) {
        int number = trace.readInt();
        if (number == FUNCTION) {
            Func expected = readFunction();
            if (!expected.equals(actual)) {
                throw diverged(where, expected, actual);
            }
            return;
        }
        if (number == NULL ? actual != null : actual == null) {
            throw diverged(where, number == NULL ? "null" : "a reference", actual);
        }
        if (number != NULL) {
            String description = readDescription();
            if (!world.isSame(number, actual)) {
                throw diverged(where, "reference " + number + " (" + description + ")", actual);
            }
        }
    }

    private Divergence diverged(String where, Object expected, Object actual) {
        return new Divergence(where + ", before byte " + trace.position() + " of the trace: expected " + expected + ", got "
                + actual);
    }
}
