package dev.vespula.udf.internal.plain;

import dev.vespula.Func;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.memory.GuestMemory;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.GuestFault;
import dev.vespula.udf.internal.task.Narrow;
import dev.vespula.udf.internal.task.RowBuffer;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** An exported function with strings or bytes among its arguments, or as its result, or state before its arguments. */
final class PlainCall {
    /** Bytes of an address and a length. */
    private static final int SLICE_BYTES = 8;

    private final PlainGuest guest;
    private final CallCore call;
    private final UdfType resultType;
    private final PlainShape shape;
    private final MethodHandle handle;
    private final int leading;
    private final long[] cells;
    /** Where the arguments of the row begin; the place of the result's slice is before them. */
    private final int argumentsAt;
    private final boolean[] isBytes;

    /**
     * A function of a guest.
     *
     * @param suffix     of its name
     * @param leading    how many parameters stand before those of the row
     * @param resultType null if it has no result
     */
    PlainCall(PlainGuest guest, CallCore call, String suffix, int leading, UdfType resultType) {
        this.guest = guest;
        this.call = call;
        this.leading = leading;
        this.resultType = resultType;
        Func func = guest.instance.func(call.function().name() + suffix);
        this.shape = shape(func.type(), resultType);
        this.argumentsAt = shape == PlainShape.SLICE ? SLICE_BYTES : 0;
        this.handle = shape == PlainShape.PAIR ? Cells.spreadPair(func.methodHandle()) : Cells.spread(func.methodHandle());
        this.cells = new long[func.type().params().size()];
        this.isBytes = new boolean[call.function().params().size()];
        for (int i = 0; i < isBytes.length; i++) {
            isBytes[i] = PlainShape.isBytes(call.function().params().get(i).type());
        }
    }

    private static PlainShape shape(FuncType type, UdfType result) {
        if (result == null || !PlainShape.isBytes(result)) {
            return PlainShape.NUMBER;
        }
        return type.results().isEmpty() ? PlainShape.SLICE : type.results().equals(List.of(ValType.I64))
                ? PlainShape.PACKED
                : PlainShape.PAIR;
    }

    /** What stands before the arguments. */
    PlainCall with(int index, int value) {
        cells[index] = value;
        return this;
    }

    /** Calls it with a row's arguments; a result goes into the row. */
    void run(RowBuffer row) {
        long size = argumentsAt;
        for (int i = 0; i < isBytes.length; i++) {
            size += isBytes[i] && !row.nulls[i] ? row.lengths[i] : 0;
        }
        int place = size == 0 ? 0 : guest.room.of(size, call);
        int at = place + argumentsAt;
        int cell = leading;
        for (int i = 0; i < isBytes.length; i++) {
            if (!isBytes[i]) {
                cells[cell++] = row.numbers[i];
            } else if (row.nulls[i]) {
                cells[cell++] = 0;
                cells[cell++] = 0;
            } else {
                int length = row.lengths[i];
                guest.memory.memory().write(Integer.toUnsignedLong(at), row.bytes[i], row.offsets[i], length);
                // An empty string is none: null is what has address 0.
                cells[cell++] = at == 0 ? SLICE_BYTES : at;
                cells[cell++] = length;
                at += length;
            }
        }
        finish(place, row);
    }

    /** Calls it without a row's arguments. */
    void runBare(RowBuffer row) {
        finish(argumentsAt == 0 ? 0 : guest.room.of(argumentsAt, call), row);
    }

    /** Calls it with bytes behind what stands before. */
    void runOver(byte[] bytes, RowBuffer row) {
        int place = guest.room.of(Math.max(1, bytes.length), call);
        guest.memory.memory().write(Integer.toUnsignedLong(place), bytes, 0, bytes.length);
        cells[leading] = place;
        cells[leading + 1] = bytes.length;
        finish(place, row);
    }

    private void finish(int place, RowBuffer row) {
        if (shape == PlainShape.SLICE) {
            cells[cells.length - 1] = place;
            Cells.call(handle, cells);
            GuestMemory memory = guest.memory;
            result(memory.readInt("a slice", place), memory.readInt("a slice", place + Integer.BYTES), row);
            return;
        }
        long value = Cells.call(handle, cells);
        if (shape == PlainShape.NUMBER) {
            row.number = resultType instanceof FlatType flat && Narrow.isNarrow(flat) ? Narrow.check(flat, (int) value) : value;
        } else {
            result((int) (value >>> 32), (int) value, row);
        }
    }

    private void result(int address, int length, RowBuffer row) {
        if (address == 0 && (length != 0 || resultType.isNullable())) {
            if (!resultType.isNullable()) {
                throw GuestFault.malformed("a null result of " + length + " bytes");
            }
            row.isNull = true;
            return;
        }
        guest.memory.result(resultType.flat(), address, length, call.task().limits(), row);
    }
}
