package dev.vespula.udf.internal.plain;

import dev.vespula.Func;
import dev.vespula.types.FuncType;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.Signature;
import dev.vespula.udf.internal.task.Narrow;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.ScalarBody;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** A function of numbers: the typed call itself. */
public final class NumberBody implements ScalarBody {
    private static final MethodHandle CHECK;

    static {
        try {
            CHECK = MethodHandles.lookup().findStatic(Narrow.class, "check", MethodType.methodType(int.class, FlatType.class,
                    int.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final MethodHandle handle;
    private final MethodHandle cells;

    public NumberBody(Signature function, Func func) {
        FlatType result = function.result().flat();
        MethodHandle raw = func.methodHandle();
        handle = Narrow.isNarrow(result) ? MethodHandles.filterReturnValue(raw, CHECK.bindTo(result)) : raw;
        cells = Cells.spread(handle);
    }

    /** Refuses a function whose export has another type. */
    public static void check(Signature function, FuncType type) {
        PlainShape.of(function, PlainShape.params(function), function.result(), type);
    }

    @Override
    public MethodHandle handle() {
        return handle;
    }

    @Override
    public void run(RowBuffer row) {
        row.number = Cells.call(cells, row.numbers);
    }
}
