package dev.vespula.component.internal.snapshot;

import dev.vespula.SnapshotException;
import dev.vespula.SnapshotException.Reason;

/** What the writer and the reader of a component's section agree on. */
final class Section {
    /** Changes whenever an older reader could not read what is written, or would read something else. */
    static final int VERSION = 1;
    static final int HASH_BYTES = 32;

    // Kinds of resource types.
    static final int OF_HOST = 0;
    static final int OF_GUEST = 1;

    // Kinds of handles.
    static final int OWNS = -1;

    // Kinds of calls.
    static final int NO_CALL = 0;
    static final int IN_GUEST = 1;
    static final int IN_HOST = 2;

    /** In place of the type of an object that is a payload. */
    static final int PAYLOAD = -1;
    /** In place of the number of an object that is null. */
    static final int NULL = -1;

    private Section() {}

    static SnapshotException corrupt(String detail) {
        return new SnapshotException(Reason.CORRUPT, "the snapshot was changed or damaged: " + detail);
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw corrupt(otherwise);
        }
    }

    static SnapshotException unsupported(String message) {
        return new SnapshotException(Reason.UNSUPPORTED_STATE, message);
    }
}
