package dev.vespula.bench.peers.graalwasm;

import dev.vespula.bench.BenchEngine;
import org.graalvm.polyglot.Value;

/**
 * An exported function of GraalWasm. Its type cannot be asked for, so the first call tries how the function wants to be
 * called: a refused call has run nothing.
 */
final class GraalFunction implements BenchEngine.Function {
    private enum Form { UNKNOWN, INT, LONG, NOTHING }

    private final Value function;
    private Form form = Form.UNKNOWN;

    GraalFunction(Value function) {
        this.function = function;
    }

    @Override
    public Object call(long argument) {
        Value result = switch (form) {
            case UNKNOWN -> firstCall(argument);
            case INT -> function.execute((int) argument);
            case LONG -> function.execute(argument);
            case NOTHING -> function.execute();
        };
        return result.isNumber() ? result.as(Number.class) : null;
    }

    private Value firstCall(long argument) {
        try {
            Value result = function.execute((int) argument);
            form = Form.INT;
            return result;
        } catch (IllegalArgumentException notAnInt) {
            // one of the other two
        }
        try {
            Value result = function.execute(argument);
            form = Form.LONG;
            return result;
        } catch (IllegalArgumentException notALong) {
            Value result = function.execute();
            form = Form.NOTHING;
            return result;
        }
    }
}
