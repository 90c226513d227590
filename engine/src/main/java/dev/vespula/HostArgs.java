package dev.vespula;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.types.FuncType;
import org.jspecify.annotations.Nullable;

/**
 * The arguments and results of one call of a {@link HostFunction}, without boxing. Results take the place of arguments,
 * so all arguments must be read before the first result is set; reading later is an error, and so is a result that was
 * not set when the function returns. Parameters and results are counted from 0.
 *
 * <p>A number that is none of a parameter or result is an {@link IndexOutOfBoundsException}, and a method for another type than that of the
 * parameter or result an {@link IllegalArgumentException}. Both tell the name of the function and its type.
 *
 * <pre>{@code
 * HostFunction<Void> divide = (caller, args) -> {
 *     HostArgs both = args;
 *     int quotient = both.i32(0) / both.i32(1);
 *     int rest = both.i32(0) % both.i32(1);
 *     both.result(0, quotient);
 *     both.result(1, rest);
 * };
 * Func host = Func.of(store, FuncType.of(ValType.I32, ValType.I32).returning(ValType.I32, ValType.I32), divide);
 * Object[] results = host.call(17, 5);
 * }</pre>
 */
public final class HostArgs {
    private final HostFrame frame;
    private HostFunctionInstance function;
    /** A bit for each of the first 64 results that was set. */
    private long written;
    /** The same for those beyond, made when a function has so many. */
    private long[] writtenBeyond = {};
    private boolean isWritten;

    HostArgs(HostFrame frame) {
        this.frame = frame;
    }

    void begin(HostFunctionInstance called) {
        function = called;
        written = 0;
        isWritten = false;
        int words = called.signature.results.length - 1 >> 6;
        if (words > 0) {
            writtenBeyond = new long[words];
        }
    }

    void end() {
        int results = signature().results.length;
        if (results == 0) {
            return;
        }
        int unset = Long.numberOfTrailingZeros(~written);
        for (int k = 0; unset == Long.SIZE * (k + 1) && unset < results; k++) {
            unset += Long.numberOfTrailingZeros(~writtenBeyond[k]);
        }
        if (unset < results) {
            throw new IllegalStateException(called() + " returned without setting result " + unset + ": its type is " + type());
        }
    }

    private Signature signature() {
        return function.signature;
    }

    private void written(int index) {
        isWritten = true;
        if (index < Long.SIZE) {
            written |= 1L << index;
        } else {
            writtenBeyond[(index >> 6) - 1] |= 1L << index;
        }
    }

    /** The type of the function that is called. */
    public FuncType type() {
        return ExternTypes.function(frame.store().engine, signature().type);
    }

    /** How many arguments there are. */
    public int count() {
        return signature().params.length;
    }

    /** An argument of type i32. */
    public int i32(int index) {
        return frame.i32(param(index, ValTypes.I32));
    }

    /** An argument of type i64. */
    public long i64(int index) {
        return frame.i64(param(index, ValTypes.I64));
    }

    /** An argument of type f32. */
    public float f32(int index) {
        return frame.f32(param(index, ValTypes.F32));
    }

    /** An argument of type f64. */
    public double f64(int index) {
        return frame.f64(param(index, ValTypes.F64));
    }

    /** An argument of type v128. */
    public V128 v128(int index) {
        int slot = param(index, ValTypes.V128);
        return new V128(frame.i64(slot), frame.i64(slot + 1));
    }

    /** An argument of a reference type: null, a {@link Func}, or an object. */
    public @Nullable Object ref(int index) {
        int type = paramType(index);
        if (type < 0) {
            throw wrongType("argument", index, "a reference", type);
        }
        checkUnwritten();
        return frame.get(signature().paramSlot(index), type);
    }

    /** An argument of any type. */
    public Val val(int index) {
        int type = paramType(index);
        checkUnwritten();
        return Val.of(frame, signature().paramSlot(index), type);
    }

    /** Sets a result of type i32. */
    public void result(int index, int value) {
        frame.i32(resultSlot(index, ValTypes.I32), value);
    }

    /** Sets a result of type i64. */
    public void result(int index, long value) {
        frame.i64(resultSlot(index, ValTypes.I64), value);
    }

    /** Sets a result of type f32. */
    public void result(int index, float value) {
        frame.f32(resultSlot(index, ValTypes.F32), value);
    }

    /** Sets a result of type f64. */
    public void result(int index, double value) {
        frame.f64(resultSlot(index, ValTypes.F64), value);
    }

    /** Sets a result of any type to a {@link Val}, a boxed number, a {@link V128}, a {@link Func}, an object or null. */
    public void result(int index, @Nullable Object value) {
        int type = resultType(index);
        try {
            frame.put(signature().resultSlot(index), type, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("result " + index + " of " + called() + ": " + e.getMessage(), e);
        }
        written(index);
    }

    private int param(int index, int type) {
        int actual = paramType(index);
        if (actual != type) {
            throw wrongType("argument", index, ValTypes.name(type), actual);
        }
        checkUnwritten();
        return signature().paramSlot(index);
    }

    private int paramType(int index) {
        int[] params = signature().params;
        if (index < 0 || index >= params.length) {
            throw noSuch("argument", index, "parameter", params.length);
        }
        return params[index];
    }

    private int resultSlot(int index, int type) {
        int actual = resultType(index);
        if (actual != type) {
            throw wrongType("result", index, ValTypes.name(type), actual);
        }
        written(index);
        return signature().resultSlot(index);
    }

    private int resultType(int index) {
        int[] results = signature().results;
        if (index < 0 || index >= results.length) {
            throw noSuch("result", index, "result", results.length);
        }
        return results[index];
    }

    private void checkUnwritten() {
        if (isWritten) {
            throw new IllegalStateException("arguments must be read before results are set");
        }
    }

    private IndexOutOfBoundsException noSuch(String what, int index, String counted, int count) {
        return new IndexOutOfBoundsException("there is no " + what + " " + index + ": " + called() + " has "
                + (count == 0 ? "no " + counted + "s" : count == 1 ? "1 " + counted : count + " " + counted + "s")
                + ", its type is " + type());
    }

    private IllegalArgumentException wrongType(String what, int index, String asked, int actual) {
        return new IllegalArgumentException(what + " " + index + " of " + called() + " is of type "
                + frame.store().engine.publicTypes.valType(actual) + ", not " + asked + ": its type is " + type());
    }

    /** What messages call the function: by the name under which its caller imports it, if it does. */
    private String called() {
        ModuleInstance caller = frame.caller();
        if (caller != null) {
            for (ModuleCode.ImportName name : caller.module.imports()) {
                if (name.kind() == ExternKind.FUNCTION && caller.functions[name.index()] == function) {
                    return "the host function `" + PrintableName.of(name.module(), name.name()) + "`";
                }
            }
        }
        return "the host function";
    }
}
