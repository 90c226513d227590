package dev.vespula.component.internal.instantiate;

import dev.vespula.component.internal.abi.Flattening;
import dev.vespula.component.internal.model.Builtin;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.component.internal.validate.ValidComponent;
import dev.vespula.component.types.TypeBound;
import dev.vespula.component.types.ValueType;
import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import dev.vespula.types.ValType;
import java.util.Collections;
import java.util.List;

/** The core types of built-in functions. CanonicalABI.md, "Canonical Definitions". */
final class BuiltinSignatures {
    private static final int I64_CODE = 0x7E;

    private BuiltinSignatures() {}

    static FuncType of(Canon canon, ValidComponent valid) {
        if (canon instanceof Canon.TaskReturn taskReturn) {
            List<NumType> flat = taskReturn.result().map(result -> Flattening.of(type(result, valid))).orElse(List.of());
            return new FuncType(flat.size() > Flattening.MAX_FLAT_PARAMS ? List.of(NumType.I32) : List.copyOf(flat), List.of());
        }
        if (canon instanceof Canon.Context context) {
            List<ValType> slot = List.of(context.coreType() == I64_CODE ? NumType.I64 : NumType.I32);
            return context.builtin() == Builtin.CONTEXT_GET ? new FuncType(List.of(), slot) : new FuncType(slot, List.of());
        }
        if (canon instanceof Canon.Waiting) {
            return words(2, 1);
        }
        if (canon instanceof Canon.Transfer transfer) {
            boolean isStream = transfer.builtin() == Builtin.STREAM_READ || transfer.builtin() == Builtin.STREAM_WRITE;
            return words(isStream ? 3 : 2, 1);
        }
        if (canon instanceof Canon.CancelTransfer) {
            return words(1, 1);
        }
        if (canon instanceof Canon.OfTransferType transfer) {
            return transfer.builtin() == Builtin.STREAM_NEW || transfer.builtin() == Builtin.FUTURE_NEW
                    ? new FuncType(List.of(), List.of(NumType.I64))
                    : words(1, 0);
        }
        if (canon instanceof Canon.ErrorContext context) {
            return words(2, context.builtin() == Builtin.ERROR_CONTEXT_NEW ? 1 : 0);
        }
        if (canon instanceof Canon.ThreadIndirect) {
            return words(2, 1);
        }
        return plain(canon instanceof Canon.Flagged flagged ? flagged.builtin() : ((Canon.Plain) canon).builtin());
    }

    private static FuncType plain(Builtin builtin) {
        return switch (builtin) {
            case THREAD_YIELD, WAITABLE_SET_NEW, THREAD_INDEX, THREAD_SUSPEND -> words(0, 1);
            case SUBTASK_DROP, ERROR_CONTEXT_DROP, WAITABLE_SET_DROP, THREAD_RESUME_LATER -> words(1, 0);
            case SUBTASK_CANCEL, THREAD_SUSPEND_THEN_RESUME, THREAD_YIELD_THEN_RESUME, THREAD_SUSPEND_THEN_PROMOTE,
                    THREAD_YIELD_THEN_PROMOTE -> words(1, 1);
            case WAITABLE_JOIN -> words(2, 0);
            default -> words(0, 0);
        };
    }

    private static FuncType words(int params, int results) {
        return new FuncType(Collections.nCopies(params, NumType.I32), Collections.nCopies(results, NumType.I32));
    }

    private static ValueType type(TypeRef ref, ValidComponent valid) {
        return ref instanceof TypeRef.OfPrimitive primitive ? primitive.type()
                : ((TypeBound.OfValues) valid.types().get(((TypeRef.OfIndex) ref).index())).type();
    }
}
