package dev.vespula.internal.memory;

/** What an atomic read-modify-write computes. */
public enum AtomicUpdate {
    ADD,
    SUB,
    AND,
    OR,
    XOR,
    /** Replaces the old number. */
    EXCHANGE;

    /** The new number; only as many low bits count as are stored. */
    public long apply(long old, long operand) {
        return switch (this) {
            case ADD -> old + operand;
            case SUB -> old - operand;
            case AND -> old & operand;
            case OR -> old | operand;
            case XOR -> old ^ operand;
            case EXCHANGE -> operand;
        };
    }
}
