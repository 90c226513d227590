package dev.vespula.component.internal.binary;

import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.CanonOption;
import java.util.List;

/** Writes canonical definitions: the reverse of {@link CanonSection}. */
final class CanonWriter {
    private final ByteSink out;
    private final TypeWriter types;

    CanonWriter(ByteSink out, TypeWriter types) {
        this.out = out;
        this.types = types;
    }

    void writeCanon(Canon canon) {
        if (canon instanceof Canon.Lift lift) {
            out.writeByte(ComponentFormat.LIFT);
            out.writeByte(0);
            out.writeU32(lift.coreFunction());
            writeOptions(lift.options());
            out.writeU32(lift.type());
        } else if (canon instanceof Canon.Lower lower) {
            out.writeByte(ComponentFormat.LOWER);
            out.writeByte(0);
            out.writeU32(lower.function());
            writeOptions(lower.options());
        } else if (canon instanceof Canon.OfResource resource) {
            out.writeByte(ComponentFormat.RESOURCE_NEW + resource.operation().ordinal());
            out.writeU32(resource.type());
        } else if (canon instanceof Canon.TaskReturn taskReturn) {
            out.writeByte(ComponentFormat.TASK_RETURN);
            types.writeResult(taskReturn.result());
            writeOptions(taskReturn.options());
        } else {
            writeBuiltin(canon);
        }
    }

    private void writeBuiltin(Canon canon) {
        if (canon instanceof Canon.Plain plain) {
            out.writeByte(plain.builtin().code());
        } else if (canon instanceof Canon.Context context) {
            out.writeByte(context.builtin().code());
            out.writeByte(context.coreType());
            out.writeU32(context.slot());
        } else if (canon instanceof Canon.Flagged flagged) {
            out.writeByte(flagged.builtin().code());
            writeFlag(flagged.flag());
        } else if (canon instanceof Canon.Waiting waiting) {
            out.writeByte(waiting.builtin().code());
            writeFlag(waiting.cancellable());
            out.writeU32(waiting.memory());
        } else if (canon instanceof Canon.OfTransferType transfer) {
            out.writeByte(transfer.builtin().code());
            out.writeU32(transfer.type());
        } else if (canon instanceof Canon.Transfer transfer) {
            out.writeByte(transfer.builtin().code());
            out.writeU32(transfer.type());
            writeOptions(transfer.options());
        } else if (canon instanceof Canon.CancelTransfer cancel) {
            out.writeByte(cancel.builtin().code());
            out.writeU32(cancel.type());
            writeFlag(cancel.async());
        } else if (canon instanceof Canon.ErrorContext errorContext) {
            out.writeByte(errorContext.builtin().code());
            writeOptions(errorContext.options());
        } else if (canon instanceof Canon.ThreadIndirect thread) {
            out.writeByte(thread.builtin().code());
            out.writeU32(thread.coreType());
            out.writeU32(thread.table());
        }
    }

    private void writeFlag(boolean flag) {
        out.writeByte(flag ? 1 : 0);
    }

    private void writeOptions(List<CanonOption> options) {
        out.writeVector(options, this::writeOption);
    }

    private void writeOption(CanonOption option) {
        if (option instanceof CanonOption.OfEncoding encoding) {
            out.writeByte(encoding.encoding().ordinal());
        } else if (option instanceof CanonOption.OfMemory memory) {
            out.writeByte(ComponentFormat.MEMORY_OPTION);
            out.writeU32(memory.memory());
        } else if (option instanceof CanonOption.OfRealloc realloc) {
            out.writeByte(ComponentFormat.REALLOC_OPTION);
            out.writeU32(realloc.function());
        } else if (option instanceof CanonOption.OfPostReturn postReturn) {
            out.writeByte(ComponentFormat.POST_RETURN_OPTION);
            out.writeU32(postReturn.function());
        } else if (option instanceof CanonOption.OfAsync) {
            out.writeByte(ComponentFormat.ASYNC_OPTION);
        } else if (option instanceof CanonOption.OfCallback callback) {
            out.writeByte(ComponentFormat.CALLBACK_OPTION);
            out.writeU32(callback.function());
        }
    }
}
