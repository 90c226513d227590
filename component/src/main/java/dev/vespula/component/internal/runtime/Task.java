package dev.vespula.component.internal.runtime;

/** A call of a lifted function, as far as handles lent to it are concerned. CanonicalABI.md, {@code Task}. */
public final class Task {
    private int borrows;

    /** A handle was lent to it. */
    void borrowed() {
        borrows++;
    }

    /** It dropped a handle that was lent to it. */
    void givenBack() {
        borrows--;
    }

    /** Traps if the call returns and keeps what was lent to it. */
    public void checkReturned() {
        if (borrows > 0) {
            throw BorderTraps.invalid("borrow handles still remain at the end of the call");
        }
    }
}
