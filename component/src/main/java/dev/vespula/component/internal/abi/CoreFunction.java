package dev.vespula.component.internal.abi;

import dev.vespula.Func;
import dev.vespula.Trap;
import dev.vespula.WasmThrown;
import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.component.internal.runtime.UserCode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;

/** A core function that is called with flat values, without boxing. An exception that leaves it becomes a trap. */
public final class CoreFunction {
    private final Func func;
    /** Takes a {@code long[]} and gives a {@code long}; made at the first call. */
    private MethodHandle handle;

    /** A function with numbers only, and at most one result. */
    public CoreFunction(Func func) {
        this.func = func;
    }

    /** The function. */
    public Func func() {
        return func;
    }

    /** Calls it; the result is 0 if it has none. */
    public long call(long... arguments) {
        if (handle == null) {
            handle = ofBits(func.methodHandle(), 0).asSpreader(long[].class, func.type().params().size());
        }
        try {
            return (long) handle.invokeExact(arguments);
        } catch (WasmThrown thrown) {
            throw escaped(thrown);
        } catch (Throwable thrown) {
            throw UserCode.thrown(thrown);
        }
    }

    /** The trap that an exception of a core function becomes. */
    static Trap escaped(WasmThrown thrown) {
        Trap trap = BorderTraps.invalid("an exception left the component: " + thrown.getMessage());
        trap.initCause(thrown);
        return trap;
    }

    /**
     * A core function that takes and gives the bits of values as longs; one without a result gives 0.
     *
     * @param leading how many parameters come before the values
     */
    static MethodHandle ofBits(MethodHandle core, int leading) {
        MethodType type = core.type();
        MethodHandle made = core;
        for (int i = leading; i < type.parameterCount(); i++) {
            if (type.parameterType(i) == float.class) {
                made = MethodHandles.filterArguments(made, i, FloatBits.TO_FLOAT);
            } else if (type.parameterType(i) == double.class) {
                made = MethodHandles.filterArguments(made, i, FloatBits.TO_DOUBLE);
            }
        }
        if (type.returnType() == float.class) {
            made = MethodHandles.filterReturnValue(made, FloatBits.OF_FLOAT);
        } else if (type.returnType() == double.class) {
            made = MethodHandles.filterReturnValue(made, FloatBits.OF_DOUBLE);
        }
        MethodType longs = MethodType.methodType(long.class, Collections.nCopies(type.parameterCount() - leading, long.class))
                .insertParameterTypes(0, type.parameterList().subList(0, leading));
        return MethodHandles.explicitCastArguments(made, longs);
    }
}
