package dev.vespula;

/**
 * Why an execution trapped. The messages contain the wording of the specification's test suite; the numbers of the
 * first twelve are those of Wasmi's C API.
 *
 * @see Trap
 */
public enum TrapCode {
    /** An {@code unreachable} instruction was executed. */
    UNREACHABLE(1, "wasm `unreachable` instruction executed"),
    /** An access to linear memory beyond its size. */
    MEMORY_OUT_OF_BOUNDS(2, "out of bounds memory access"),
    /** An access to a table, or an indirect call, beyond the table's size. */
    TABLE_OUT_OF_BOUNDS(3, "undefined element: out of bounds table access"),
    /** An indirect call through a null table element. */
    INDIRECT_CALL_TO_NULL(4, "uninitialized element"),
    /** An integer division or remainder by zero. */
    INTEGER_DIVIDE_BY_ZERO(5, "integer divide by zero"),
    /** An integer division or a conversion whose result does not fit. */
    INTEGER_OVERFLOW(6, "integer overflow"),
    /** A conversion of NaN to an integer. */
    BAD_CONVERSION_TO_INTEGER(7, "invalid conversion to integer"),
    /** The limit of stack height or of call frames was reached. */
    STACK_OVERFLOW(8, "call stack exhausted"),
    /** An indirect call whose callee has another type. */
    BAD_SIGNATURE(9, "indirect call type mismatch"),
    /** The store's fuel is used up. */
    OUT_OF_FUEL(10, "all fuel consumed by WebAssembly"),
    /** The resource limiter forbade growth and asked for a trap. */
    GROWTH_OPERATION_LIMITED(11, "growth operation limited"),
    /** The machine could not supply the memory that was asked for. */
    OUT_OF_SYSTEM_MEMORY(12, "out of system memory"),
    /** A null reference where an instruction needs an object or a function. */
    NULL_REFERENCE(13, "null reference"),
    /** A failed {@code ref.cast}. */
    CAST_FAILURE(14, "cast failure"),
    /** An access to a GC array beyond its length. */
    ARRAY_OUT_OF_BOUNDS(15, "out of bounds array access"),
    /** An atomic access whose address is not a multiple of its width. */
    UNALIGNED_ATOMIC(16, "unaligned atomic"),
    /** {@code memory.atomic.wait} on a memory that is not shared. */
    EXPECTED_SHARED_MEMORY(17, "expected shared memory"),
    /** An import that was linked as unknown was called. */
    UNKNOWN_IMPORT(18, "unknown import"),
    /** Another thread asked the store to stop. */
    INTERRUPTED(19, "execution interrupted"),
    /** The store's deadline passed. */
    DEADLINE_EXCEEDED(20, "deadline exceeded"),
    /** A call into an instance of a component that is being executed already, or that has trapped. */
    CANNOT_ENTER_COMPONENT(21, "cannot enter component instance"),
    /** A call out of an instance of a component from where that is forbidden: while it allocates or cleans up. */
    CANNOT_LEAVE_COMPONENT(22, "cannot leave component instance"),
    /** A pointer, length, discriminant, character or handle that the canonical ABI does not allow. */
    CANONICAL_ABI(23, "invalid value at the border of a component"),
    /** A host function was called in a way that its interface forbids. */
    HOST_INTERFACE(24, "a host function was misused"),
    /** There are more resources of the host in use than a store may have. */
    TOO_MANY_RESOURCES(25, "too many resources of the host"),
    /** A builtin function was given an index that its string does not have. */
    STRING_OUT_OF_BOUNDS(26, "out of bounds string access"),
    /** A builtin function was given a number that is no code point of Unicode. */
    INVALID_CODE_POINT(27, "invalid code point"),
    /** A computation suspended or switched with a tag for which nobody who resumed it has a clause. */
    UNHANDLED_TAG(28, "unhandled tag"),
    /** A continuation was used that had been used before. */
    CONTINUATION_CONSUMED(29, "continuation already consumed");

    private final int number;
    private final String message;

    TrapCode(int number, String message) {
        this.number = number;
        this.message = message;
    }

    /** The stable number of this code. */
    public int number() {
        return number;
    }

    /** The message, without any prefix. */
    public String message() {
        return message;
    }
}
