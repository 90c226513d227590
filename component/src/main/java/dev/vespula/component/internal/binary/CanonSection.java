package dev.vespula.component.internal.binary;

import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.Builtin;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.Canon.ResourceOperation;
import dev.vespula.component.internal.model.CanonOption;
import dev.vespula.component.internal.model.StringEncoding;
import java.util.List;

/** Reads canonical definitions. */
final class CanonSection {
    private static final Builtin[] BUILTINS = new Builtin[0x2E];
    private static final Canon[] PLAIN = new Canon[BUILTINS.length];
    private static final StringEncoding[] ENCODINGS = StringEncoding.values();

    static {
        for (Builtin builtin : Builtin.values()) {
            BUILTINS[builtin.code()] = builtin;
            PLAIN[builtin.code()] = new Canon.Plain(builtin);
        }
    }

    private final ComponentReader reader;
    private final TypeSection types;

    CanonSection(ComponentReader reader, TypeSection types) {
        this.reader = reader;
        this.types = types;
    }

    Canon readCanon() {
        int offset = reader.position();
        int code = reader.readByte();
        switch (code) {
            case ComponentFormat.LIFT :
                readZero("canonical function lift");
                return new Canon.Lift(reader.readU32(), readOptions(), reader.readU32());
            case ComponentFormat.LOWER :
                readZero("canonical function lower");
                return new Canon.Lower(reader.readU32(), readOptions());
            case ComponentFormat.TASK_RETURN :
                reader.require(ComponentFeature.ASYNC, "task.return", offset);
                return new Canon.TaskReturn(types.readResult(), readOptions());
            default :
                if (code >= ComponentFormat.RESOURCE_NEW && code <= ComponentFormat.RESOURCE_REP) {
                    ResourceOperation operation = ResourceOperation.values()[code - ComponentFormat.RESOURCE_NEW];
                    return new Canon.OfResource(operation, reader.readU32());
                }
                if (code >= ComponentFormat.THREAD_SPAWN_REF && code <= ComponentFormat.AVAILABLE_PARALLELISM) {
                    reader.require(ComponentFeature.SHARED_EVERYTHING_THREADS, "a thread that runs beside others",
                            offset);
                }
                if (code >= BUILTINS.length || BUILTINS[code] == null) {
                    throw reader.invalidByte(code, "canonical function");
                }
                return readBuiltin(BUILTINS[code], offset);
        }
    }

    private Canon readBuiltin(Builtin builtin, int offset) {
        reader.require(feature(builtin), builtin.text(), offset);
        return switch (builtin) {
            case SUBTASK_CANCEL -> new Canon.Flagged(builtin, readAsync(builtin));
            case THREAD_YIELD, THREAD_SUSPEND, THREAD_SUSPEND_THEN_RESUME, THREAD_YIELD_THEN_RESUME,
                    THREAD_SUSPEND_THEN_PROMOTE, THREAD_YIELD_THEN_PROMOTE -> new Canon.Flagged(builtin, reader.readFlag());
            case CONTEXT_GET, CONTEXT_SET -> new Canon.Context(builtin, readContextType(), reader.readU32());
            case STREAM_NEW, STREAM_DROP_READABLE, STREAM_DROP_WRITABLE, FUTURE_NEW, FUTURE_DROP_READABLE,
                    FUTURE_DROP_WRITABLE -> new Canon.OfTransferType(builtin, reader.readU32());
            case STREAM_READ, STREAM_WRITE, FUTURE_READ, FUTURE_WRITE -> new Canon.Transfer(builtin, reader.readU32(),
                    readOptions());
            case STREAM_CANCEL_READ, STREAM_CANCEL_WRITE, FUTURE_CANCEL_READ, FUTURE_CANCEL_WRITE -> new Canon.CancelTransfer(
                    builtin, reader.readU32(), readAsync(builtin));
            case ERROR_CONTEXT_NEW, ERROR_CONTEXT_DEBUG_MESSAGE -> new Canon.ErrorContext(builtin, readOptions());
            case WAITABLE_SET_WAIT, WAITABLE_SET_POLL -> new Canon.Waiting(builtin, reader.readFlag(), reader.readU32());
            case THREAD_NEW_INDIRECT -> new Canon.ThreadIndirect(builtin, reader.readU32(), reader.readU32());
            default -> PLAIN[builtin.code()];
        };
    }

    /** What must be on for a built-in function. */
    private static ComponentFeature feature(Builtin builtin) {
        if (builtin.compareTo(Builtin.THREAD_INDEX) >= 0) {
            return ComponentFeature.THREADING;
        }
        return switch (builtin) {
            case ERROR_CONTEXT_NEW, ERROR_CONTEXT_DEBUG_MESSAGE, ERROR_CONTEXT_DROP -> ComponentFeature.ERROR_CONTEXT;
            default -> ComponentFeature.ASYNC;
        };
    }

    private boolean readAsync(Builtin builtin) {
        int offset = reader.position();
        boolean async = reader.readFlag();
        if (async) {
            reader.require(ComponentFeature.MORE_ASYNC_BUILTINS, "async " + builtin.text(), offset);
        }
        return async;
    }

    private int readContextType() {
        int code = reader.readByte();
        if (code == ComponentFormat.CORE_I64) {
            reader.require(ComponentFeature.MEMORY64, "context of type i64", reader.position() - 1);
        }
        if (code != ComponentFormat.CORE_I32) {
            throw reader.invalidByte(code, "context type");
        }
        return code;
    }

    private void readZero(String what) {
        int code = reader.readByte();
        if (code != 0) {
            throw reader.invalidByte(code, what);
        }
    }

    private List<CanonOption> readOptions() {
        return reader.readVector(ComponentLimits.OPTIONS, "canonical options", this::readOption);
    }

    private CanonOption readOption() {
        int offset = reader.position();
        int code = reader.readByte();
        if (code < ENCODINGS.length) {
            return new CanonOption.OfEncoding(ENCODINGS[code]);
        }
        switch (code) {
            case ComponentFormat.MEMORY_OPTION :
                return new CanonOption.OfMemory(reader.readU32());
            case ComponentFormat.REALLOC_OPTION :
                return new CanonOption.OfRealloc(reader.readU32());
            case ComponentFormat.POST_RETURN_OPTION :
                return new CanonOption.OfPostReturn(reader.readU32());
            case ComponentFormat.ASYNC_OPTION :
                reader.require(ComponentFeature.ASYNC, "the canonical option async", offset);
                return new CanonOption.OfAsync();
            case ComponentFormat.CALLBACK_OPTION :
                reader.require(ComponentFeature.ASYNC, "the canonical option callback", offset);
                return new CanonOption.OfCallback(reader.readU32());
            default :
                if (code == ComponentFormat.CORE_TYPE_OPTION || code == ComponentFormat.GC_OPTION) {
                    reader.require(ComponentFeature.GC, "a canonical option for garbage-collected objects", offset);
                }
                throw reader.invalidByte(code, "canonical option");
        }
    }
}
