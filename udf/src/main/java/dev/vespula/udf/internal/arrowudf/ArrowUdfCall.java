package dev.vespula.udf.internal.arrowudf;

import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.udf.Column;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.internal.ipc.ArrowFileReader;
import dev.vespula.udf.internal.ipc.ArrowFileWriter;
import dev.vespula.udf.internal.memory.GuestMemory;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.GuestFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A call: a file of Arrow in, behind eight bytes in which the function says where the other is. */
final class ArrowUdfCall {
    private static final int SLICE_BYTES = 8;
    private static final int ALIGNMENT = 4;
    private static final int MAX_MESSAGE = 4096;

    private final GuestMemory memory;
    private final Func alloc;
    private final Func dealloc;
    private final Func function;
    private final CallCore call;

    ArrowUdfCall(Instance instance, Func function, CallCore call) {
        this.memory = Objects.requireNonNull(GuestMemory.of(instance));
        this.alloc = instance.func("alloc");
        this.dealloc = instance.func("dealloc");
        this.function = function;
        this.call = call;
    }

    /** What is done with what a function gave. */
    interface Output<R> {
        /** With the address of the slice. */
        R take(int slice);
    }

    /** Calls the function with a block. */
    <R> R run(List<Column> arguments, int rows, Output<R> output) {
        byte[] file = ArrowFileWriter.write(call.function().params(), arguments, rows);
        int size = SLICE_BYTES + file.length;
        int at = alloc.callI32(size, ALIGNMENT);
        if (at == 0) {
            throw new GuestFault(UdfErrorKind.LIMIT, "has no room for a block of " + size + " bytes");
        }
        memory.check("room for a block", at, size);
        memory.memory().write(Integer.toUnsignedLong(at), new byte[SLICE_BYTES], 0, SLICE_BYTES);
        memory.memory().write(Integer.toUnsignedLong(at + SLICE_BYTES), file, 0, file.length);
        int status = function.callI32(at + SLICE_BYTES, file.length, at);
        if (status != 0) {
            String message = message(at);
            dealloc.callVoid(at, size, ALIGNMENT);
            throw GuestFault.reported(message);
        }
        R result = output.take(at);
        dealloc.callVoid(at, size, ALIGNMENT);
        return result;
    }

    private String message(int slice) {
        int address = memory.readInt("a slice", slice);
        int length = memory.readInt("a slice", slice + Integer.BYTES);
        if (length < 0 || length > MAX_MESSAGE) {
            return "failed, with a message of " + Integer.toUnsignedLong(length) + " bytes";
        }
        String message = new String(memory.bytes("a message", address, length), StandardCharsets.UTF_8);
        dealloc.callVoid(address, length, 1);
        return message;
    }

    /** The file that a slice tells, taken from the guest. */
    ArrowFileReader.Batch file(int slice) {
        int address = memory.readInt("a slice", slice);
        int length = memory.readInt("a slice", slice + Integer.BYTES);
        memory.check("a block", address, length);
        if (length < 0) {
            throw GuestFault.malformed("returned a block of " + Integer.toUnsignedLong(length) + " bytes");
        }
        byte[] file = memory.bytes("a block", address, length);
        dealloc.callVoid(address, length, 1);
        return ArrowFileReader.read(file, call.task().limits());
    }

    int address(int slice) {
        return memory.readInt("a slice", slice);
    }
}
