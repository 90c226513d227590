package dev.vespula.component.internal.runtime;

import java.util.ArrayList;
import java.util.List;

/** A call of a lifted function, as far as handles lent to it are concerned. CanonicalABI.md, {@code Task}. */
public final class Task {
    private int borrows;
    private List<Loan> loans = List.of();

    /** What the host lends to a call. */
    public interface Loan {
        /** A call borrows it, or has returned: the number of those that do changes. */
        void lend(int change);
    }

    /** The host lends something for as long as the call lasts. */
    public void lend(Loan loan) {
        if (loans.isEmpty()) {
            loans = new ArrayList<>(2);
        }
        loan.lend(1);
        loans.add(loan);
    }

    /** The call is over: the host has back what it lent. */
    public void end() {
        loans.forEach(loan -> loan.lend(-1));
        loans = List.of();
    }

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
