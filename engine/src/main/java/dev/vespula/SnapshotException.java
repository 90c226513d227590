package dev.vespula;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot cannot be made, read or restored. Nothing was changed by the attempt.
 *
 * <pre>{@code
 * Snapshot.of(instance).write(out);
 * try {
 *     Snapshot.read(in).restore(new Store<>(engine), linker, module);
 * } catch (SnapshotException e) {
 *     System.out.println("cannot go on: " + e.reason());
 * }
 * }</pre>
 */
public final class SnapshotException extends WasmException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** A failure. */
    public SnapshotException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** A failure because of another one. */
    public SnapshotException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    @Override
    public Optional<ExceededLimit> exceededLimit() {
        return reason == Reason.TOO_LARGE ? Optional.of(ExceededLimit.MEMORY) : Optional.empty();
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** What may be wrong. */
    public enum Reason {
        /** The stream does not begin as a snapshot does. */
        NOT_A_SNAPSHOT,
        /** The format is that of another version of the engine. */
        UNSUPPORTED_VERSION,
        /** The stream ends too early. */
        TRUNCATED,
        /** The content was changed or contradicts itself. */
        CORRUPT,
        /** A module that the snapshot needs was not given. */
        WRONG_MODULE,
        /** An import is missing or has another type than it had. */
        WRONG_IMPORT,
        /**
         * The call was stopped in code that this engine does not translate in the same way: its version or its
         * configuration (metering, fuel costs, determinism) is another.
         */
        OTHER_CODE,
        /** The state is larger than the store or the configuration allows. */
        TOO_LARGE,
        /** Something cannot be written, such as an object of the host without a {@link ReferenceCodec}. */
        UNSUPPORTED_STATE
    }
}
