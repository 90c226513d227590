package dev.vespula.component.internal.validate;

import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.Builtin;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.StreamType;
import dev.vespula.internal.binary.TableEntry;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;

/** Checks the built-in functions of the asynchronous part, and finds their core types. CanonicalABI.md. */
final class Builtins {
    private static final int I32 = ValTypes.I32;
    private static final int I64 = ValTypes.I64;
    private static final int I32_CODE = 0x7F;
    private static final int I64_CODE = 0x7E;
    private static final int SLOTS = 2;

    private final Scope scope;
    private final Validation validation;
    private final int offset;

    Builtins(Scope scope, int offset) {
        this.scope = scope;
        this.validation = scope.validation;
        this.offset = offset;
    }

    /** The core type of a built-in function. */
    TypeDefinition type(Canon canon) {
        if (canon instanceof Canon.Plain of) {
            return plain(of.builtin());
        }
        if (canon instanceof Canon.Flagged of) {
            return flagged(of);
        }
        if (canon instanceof Canon.Context of) {
            return context(of);
        }
        if (canon instanceof Canon.Waiting of) {
            async(of.builtin());
            CanonOptions.checkMemory(scope, of.memory(), offset);
            return function(params(I32, I32), params(I32));
        }
        if (canon instanceof Canon.OfTransferType of) {
            element(of.builtin(), of.type());
            boolean makes = of.builtin() == Builtin.STREAM_NEW || of.builtin() == Builtin.FUTURE_NEW;
            return makes ? function(params(), params(I64)) : function(params(I32), params());
        }
        if (canon instanceof Canon.Transfer of) {
            return transfer(of);
        }
        if (canon instanceof Canon.CancelTransfer of) {
            element(of.builtin(), of.type());
            if (of.async()) {
                more(of.builtin(), "async");
            }
            return function(params(I32), params(I32));
        }
        if (canon instanceof Canon.ErrorContext of) {
            return errorContext(of);
        }
        return threadIndirect((Canon.ThreadIndirect) canon);
    }

    private TypeDefinition plain(Builtin builtin) {
        switch (builtin) {
            case ERROR_CONTEXT_DROP -> errors(builtin);
            case THREAD_INDEX, THREAD_RESUME_LATER -> threads(builtin);
            default -> async(builtin);
        }
        return switch (builtin) {
            case TASK_CANCEL, BACKPRESSURE_INC, BACKPRESSURE_DEC -> function(params(), params());
            case SUBTASK_DROP, WAITABLE_SET_DROP, ERROR_CONTEXT_DROP, THREAD_RESUME_LATER -> function(params(I32), params());
            case WAITABLE_SET_NEW, THREAD_INDEX -> function(params(), params(I32));
            case WAITABLE_JOIN -> function(params(I32, I32), params());
            default -> throw Refusal.invalid(offset, "`" + builtin.text() + "` needs more than its name");
        };
    }

    private TypeDefinition flagged(Canon.Flagged canon) {
        Builtin builtin = canon.builtin();
        switch (builtin) {
            case SUBTASK_CANCEL -> {
                async(builtin);
                if (canon.flag()) {
                    more(builtin, "async");
                }
            }
            case THREAD_YIELD -> async(builtin);
            default -> threads(builtin);
        }
        boolean takesNothing = builtin == Builtin.THREAD_YIELD || builtin == Builtin.THREAD_SUSPEND;
        return function(takesNothing ? params() : params(I32), params(I32));
    }

    private TypeDefinition context(Canon.Context canon) {
        String name = canon.builtin().text();
        async(canon.builtin());
        if (canon.coreType() == I64_CODE) {
            validation.require(offset, ComponentFeature.MEMORY64, "64-bit `" + name + "`");
        } else if (canon.coreType() != I32_CODE) {
            throw Refusal.invalid(offset, "`" + name + "` only supports `i32` or `i64`");
        }
        if (canon.slot() != 0) {
            validation.require(offset, ComponentFeature.THREADING,
                    "`" + name + "` immediate must be zero: " + Integer.toUnsignedString(canon.slot()) + " which");
        }
        if (Integer.compareUnsigned(canon.slot(), SLOTS) >= 0) {
            throw Refusal.invalid(offset, "`" + name + "` immediate must be zero or one: "
                    + Integer.toUnsignedString(canon.slot()));
        }
        return canon.builtin() == Builtin.CONTEXT_GET ? function(params(), params(I32)) : function(params(I32), params());
    }

    private TypeDefinition transfer(Canon.Transfer canon) {
        Builtin builtin = canon.builtin();
        ValueNode element = element(builtin, canon.type());
        CanonOptions options = new CanonOptions(scope, canon.options(), offset);
        if (!options.isAsync()) {
            more(builtin, "synchronous");
        }
        boolean reads = builtin == Builtin.STREAM_READ || builtin == Builtin.FUTURE_READ;
        if (element != null) {
            options.requireMemory();
            if (reads && validation.values.containsPointer(element)) {
                options.requireRealloc();
            }
        }
        options.checkLower();
        boolean isStream = builtin == Builtin.STREAM_READ || builtin == Builtin.STREAM_WRITE;
        return function(isStream ? params(I32, I32, I32) : params(I32, I32), params(I32));
    }

    /** What a stream or future carries, null for nothing. Fails unless a type is what a built-in function is for. */
    private ValueNode element(Builtin builtin, int type) {
        async(builtin);
        boolean isStream = builtin.text().startsWith("stream.");
        ValueNode node = scope.valueType(type, offset);
        if (isStream ? !(node.type instanceof StreamType) : !(node.type instanceof FutureType)) {
            throw Refusal.invalid(offset,
                    "`" + builtin.text() + "` requires a " + (isStream ? "stream" : "future") + " type");
        }
        return node.parts.isEmpty() ? null : node.parts.get(0);
    }

    private TypeDefinition errorContext(Canon.ErrorContext canon) {
        String name = canon.builtin().text();
        errors(canon.builtin());
        boolean isNew = canon.builtin() == Builtin.ERROR_CONTEXT_NEW;
        CanonOptions options = new CanonOptions(scope, canon.options(), offset);
        options.requireMemory();
        if (!isNew) {
            options.requireRealloc();
        }
        options.requireSync(name);
        options.checkLower();
        return function(params(I32, I32), isNew ? params(I32) : params());
    }

    private TypeDefinition threadIndirect(Canon.ThreadIndirect canon) {
        threads(canon.builtin());
        TypeDefinition start = scope.core.functionType(canon.coreType(), offset);
        if (start.kind() != TypeKind.FUNC) {
            throw Refusal.invalid(offset, "start type must be a function");
        }
        if (!Arrays.equals(start.params(), params(I32))) {
            throw Refusal.invalid(offset, "start function must take a single `i32` argument (currently)");
        }
        if (start.results().length > 0) {
            throw Refusal.invalid(offset, "start function must not return any values");
        }
        TableEntry table = scope.core.table(canon.table(), offset).table();
        if (table.address64() || table.type() != ValTypes.FUNCREF) {
            throw Refusal.invalid(offset, "table is not a 32-bit table of (ref null (func))");
        }
        return function(params(I32, I32), params(I32));
    }

    private void async(Builtin builtin) {
        validation.require(offset, ComponentFeature.ASYNC, "`" + builtin.text() + "`");
    }

    private void more(Builtin builtin, String form) {
        validation.require(offset, ComponentFeature.MORE_ASYNC_BUILTINS, form + " `" + builtin.text() + "`");
    }

    private void threads(Builtin builtin) {
        validation.require(offset, ComponentFeature.THREADING, "`" + builtin.text() + "`");
    }

    private void errors(Builtin builtin) {
        validation.require(offset, ComponentFeature.ERROR_CONTEXT, "`" + builtin.text() + "`");
    }

    private TypeDefinition function(int[] params, int[] results) {
        return validation.registry.function(params, results);
    }

    private static int[] params(int... types) {
        return types;
    }
}
