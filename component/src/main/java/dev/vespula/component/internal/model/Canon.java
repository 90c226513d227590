package dev.vespula.component.internal.model;

import java.util.List;
import java.util.Optional;

/** A canonical definition: a function that the canonical ABI makes. Binary.md, {@code canon}. */
public sealed interface Canon {

    /** A function of the component made of a core function. */
    record Lift(int coreFunction, List<CanonOption> options, int type) implements Canon {}

    /** A core function made of a function of the component. */
    record Lower(int function, List<CanonOption> options) implements Canon {}

    /** {@code resource.new}, {@code resource.drop} or {@code resource.rep}. */
    record OfResource(ResourceOperation operation, int type) implements Canon {}

    /** What is done with resources. The order is that of the codes in the binary, from 0x02. */
    enum ResourceOperation {
        NEW, DROP, REP
    }

    /** {@code task.return}. */
    record TaskReturn(Optional<TypeRef> result, List<CanonOption> options) implements Canon {}

    /** {@code context.get} or {@code context.set}: the byte of a core number type, and a slot. */
    record Context(Builtin builtin, int coreType, int slot) implements Canon {}

    /** A built-in function of which nothing else is to be said. */
    record Plain(Builtin builtin) implements Canon {}

    /** One that may be cancelled while it waits, or has an asynchronous form. */
    record Flagged(Builtin builtin, boolean flag) implements Canon {}

    /** {@code waitable-set.wait} or {@code waitable-set.poll}. */
    record Waiting(Builtin builtin, boolean cancellable, int memory) implements Canon {}

    /** One of a stream or future type: {@code new}, {@code drop-readable}, {@code drop-writable}. */
    record OfTransferType(Builtin builtin, int type) implements Canon {}

    /** {@code read} or {@code write} of a stream or future type. */
    record Transfer(Builtin builtin, int type, List<CanonOption> options) implements Canon {}

    /** {@code cancel-read} or {@code cancel-write} of a stream or future type. */
    record CancelTransfer(Builtin builtin, int type, boolean async) implements Canon {}

    /** {@code error-context.new} or {@code error-context.debug-message}. */
    record ErrorContext(Builtin builtin, List<CanonOption> options) implements Canon {}

    /** {@code thread.new-indirect}: a core function type and a core table. */
    record ThreadIndirect(Builtin builtin, int coreType, int table) implements Canon {}
}
