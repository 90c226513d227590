package dev.vespula.internal.binary;

/** What follows an instruction's opcode in the binary format, in that order. */
public enum Immediates {
    NONE,
    /** A block type: empty, one value type or a type index. */
    BLOCK,
    /** A label: how many enclosing blocks to leave. */
    LABEL,
    /** A vector of labels, then the default label. */
    LABEL_TABLE,
    /** A block type, then a vector of catch clauses. */
    TRY_TABLE,
    FUNC,
    /** A type index, then a table index. */
    CALL_INDIRECT,
    TYPE,
    TAG,
    /** A vector of value types. */
    SELECT_TYPES,
    LOCAL,
    GLOBAL,
    TABLE,
    /** Destination table, source table. */
    TABLE_TABLE,
    ELEM,
    /** An element segment, then a table: the text format has them the other way round. */
    ELEM_TABLE,
    /** Alignment exponent with the memory flag, memory index where flagged, offset. */
    MEMARG,
    /** As {@link #MEMARG}, then a lane byte. */
    MEMARG_LANE,
    MEMORY,
    /** Destination memory, source memory. */
    MEMORY_MEMORY,
    DATA,
    /** A data segment, then a memory: the text format has them the other way round. */
    DATA_MEMORY,
    I32,
    I64,
    F32,
    F64,
    V128,
    LANE,
    /** Sixteen lane bytes. */
    SHUFFLE,
    HEAP_TYPE,
    /** A flags byte, a label and two heap types. */
    CAST_BRANCH,
    TYPE_FIELD,
    TYPE_COUNT,
    TYPE_TYPE,
    TYPE_DATA,
    TYPE_ELEM,
    TYPE_TAG,
    /** A type, then a vector of clauses: what a resumed continuation may suspend or switch with. */
    RESUME,
    /** A type and a tag, then clauses as of {@link #RESUME}. */
    RESUME_THROW,
    /** One byte that is zero. */
    FENCE
}
