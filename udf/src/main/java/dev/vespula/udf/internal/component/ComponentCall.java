package dev.vespula.udf.internal.component;

import dev.vespula.component.ComponentFunc;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.memory.GuestMemory;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.RowValues;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A function of a component's instance, called with values of the dynamic API. */
record ComponentCall(ComponentFunc function, FunctionMapping mapping, CallCore call) {

    /** Calls it with a row's arguments. */
    Object call(RowBuffer row) {
        Object[] arguments = new Object[mapping.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = mapping.arguments().get(i).toWit(RowValues.argument(row, i));
        }
        return mapping.result(function.call(arguments));
    }

    /** Calls it with a state before the row's arguments. */
    Object call(Object state, RowBuffer row) {
        Object[] arguments = new Object[mapping.arguments().size()];
        arguments[0] = state;
        for (int i = 1; i < arguments.length; i++) {
            arguments[i] = mapping.arguments().get(i).toWit(RowValues.argument(row, i - 1));
        }
        return mapping.result(function.call(arguments));
    }

    /** Calls it with values of the component's. */
    Object call(List<Object> arguments) {
        return mapping.result(function.call(arguments.toArray()));
    }

    /** Puts a result into a row. */
    static void put(Object value, RowBuffer row, UdfType type, UdfLimits limits) {
        if (value == null) {
            row.isNull = true;
            return;
        }
        if (!type.isFlat()) {
            row.object = value;
            return;
        }
        if (type.flat().storage() == FlatType.Storage.BYTES) {
            byte[] bytes = bytes(value);
            GuestMemory.checkValue(bytes.length, limits);
            row.resultBytes = bytes;
            row.resultOffset = 0;
            row.resultLength = bytes.length;
        } else {
            row.number = bits(value);
        }
    }

    static byte[] bytes(Object value) {
        return value instanceof byte[] bytes ? bytes : value.toString().getBytes(StandardCharsets.UTF_8);
    }

    static long bits(Object value) {
        if (value instanceof Double number) {
            return Double.doubleToRawLongBits(number);
        }
        if (value instanceof Float number) {
            return Float.floatToRawIntBits(number);
        }
        return value instanceof Boolean truth ? truth ? 1 : 0 : ((Number) value).longValue();
    }
}
