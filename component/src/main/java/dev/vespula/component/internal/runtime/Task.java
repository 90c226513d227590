package dev.vespula.component.internal.runtime;

import java.util.ArrayList;
import java.util.List;

/** A call of a lifted function, as far as handles lent to it are concerned. CanonicalABI.md, {@code Task}. */
public final class Task {
    private int borrows;
    private List<Runnable> endings;

    /** A handle was lent to it. */
    void borrowed() {
        borrows++;
    }

    /** It dropped a handle that was lent to it. */
    void givenBack() {
        borrows--;
    }

    /** What is to be done when the call is over, however it ends. */
    public void onEnd(Runnable ending) {
        if (endings == null) {
            endings = new ArrayList<>(1);
        }
        endings.add(ending);
    }

    /** The call is over. Nothing happens the second time. */
    public void end() {
        if (endings != null) {
            endings.forEach(Runnable::run);
            endings = null;
        }
    }

    /** Traps if the call returns and keeps what was lent to it. */
    public void checkReturned() {
        if (borrows > 0) {
            throw BorderTraps.invalid("borrow handles still remain at the end of the call");
        }
    }
}
