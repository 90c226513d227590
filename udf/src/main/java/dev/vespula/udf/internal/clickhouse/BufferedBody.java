package dev.vespula.udf.internal.clickhouse;

import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.udf.BlockFormat;
import dev.vespula.udf.Column;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.block.BlockBody;
import dev.vespula.udf.internal.memory.GuestMemory;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.GuestFault;
import java.util.List;
import java.util.Objects;

/** A function of BUFFERED_V1: a buffer with arguments in, a buffer with results out. */
final class BufferedBody extends BlockBody {
    /** Bytes of {data, size}, to which a handle points. */
    private static final int HEAD_BYTES = 8;
    /** What a frame has beside its strings, at most: headers, null maps, lengths, names, numbers as text, and room to align. */
    private static final long FRAME_PER_ROW = 64;
    private static final long FRAME_BYTES = 4096;

    private final GuestMemory memory;
    private final Func create;
    private final Func destroy;
    private final Func function;
    private final CallCore call;
    private final BlockCodec codec;

    BufferedBody(Instance instance, CallCore call, BlockFormat format) {
        this.memory = Objects.requireNonNull(GuestMemory.of(instance));
        this.create = instance.func(ClickHouseModule.CREATE);
        this.destroy = instance.func(ClickHouseModule.DESTROY);
        this.function = instance.func(call.function().name());
        this.call = call;
        this.codec = BlockCodec.of(format, call.function());
    }

    @Override
    public Column run(List<Column> arguments, int rows) {
        int input = arguments.isEmpty() ? 0 : input(codec.write(arguments, rows));
        int output = function.callI32(input, rows);
        if (output == 0) {
            throw GuestFault.malformed("returned no buffer");
        }
        UdfType type = call.function().result();
        Column result = codec.read(new ResultBytes(buffer(output, rows), type, rows, call.task().limits()));
        if (input != 0) {
            destroy.callVoid(input);
        }
        destroy.callVoid(output);
        return result;
    }

    private int input(byte[] bytes) {
        int handle = create.callI32(bytes.length);
        if (handle == 0) {
            throw new GuestFault(UdfErrorKind.LIMIT, "has no room for a buffer of " + bytes.length + " bytes");
        }
        int size = memory.readInt("a buffer", handle + Integer.BYTES);
        if (size != bytes.length) {
            throw GuestFault.malformed("made a buffer of " + Integer.toUnsignedLong(size) + " bytes, asked for one of "
                    + bytes.length);
        }
        int data = memory.readInt("a buffer", handle);
        memory.check("a buffer", data, size);
        if (data == 0 && size > 0) {
            throw GuestFault.malformed("made a buffer without data");
        }
        memory.memory().write(Integer.toUnsignedLong(data), bytes, 0, bytes.length);
        return handle;
    }

    private byte[] buffer(int handle, int rows) {
        memory.check("a buffer", handle, HEAD_BYTES);
        int data = memory.readInt("a buffer", handle);
        int size = memory.readInt("a buffer", handle + Integer.BYTES);
        UdfLimits limits = call.task().limits();
        long most = FRAME_BYTES + rows * (FRAME_PER_ROW + limits.bytesPerValue() * (long) codec.bytesPerByte());
        if (Integer.toUnsignedLong(size) > Math.min(most, Integer.MAX_VALUE - 8)) {
            throw new GuestFault(UdfErrorKind.LIMIT, "returned " + Integer.toUnsignedLong(size) + " bytes for " + rows
                    + " rows (bytesPerValue is " + limits.bytesPerValue() + ")");
        }
        if (data == 0 && size > 0) {
            throw GuestFault.malformed("returned a buffer without data");
        }
        return memory.bytes("a buffer", data, size);
    }
}
