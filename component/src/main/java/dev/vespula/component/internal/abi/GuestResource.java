package dev.vespula.component.internal.abi;

import dev.vespula.component.ResourceHandle;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.internal.runtime.Task;

/** A resource of a guest outside of its handle table: with the host, or on its way to another guest. */
public final class GuestResource implements ResourceHandle, Task.Loan {
    private final ResourceClass type;
    private final Object representation;
    private final boolean isOwned;
    private boolean isValid = true;
    private int lends;
    /** Null if nobody wants to know. */
    private Runnable whenOver;

    GuestResource(ResourceClass type, Object representation, boolean isOwned) {
        this.type = type;
        this.representation = representation;
        this.isOwned = isOwned;
    }

    /** Its type. */
    public ResourceClass type() {
        return type;
    }

    Object representation() {
        return representation;
    }

    @Override
    public String typeName() {
        return type.name();
    }

    @Override
    public boolean isOwned() {
        return isOwned;
    }

    @Override
    public boolean isValid() {
        return isValid;
    }

    /** It is given away, or the call that it was lent to is over. */
    void end() {
        isValid = false;
        if (whenOver != null) {
            whenOver.run();
        }
    }

    /** What is to be done when it is closed or given away. */
    public void onEnd(Runnable run) {
        whenOver = run;
    }

    @Override
    public void lend(int change) {
        lends += change;
    }

    boolean isLent() {
        return lends > 0;
    }

    @Override
    public void close() {
        if (lends > 0) {
            throw new IllegalStateException("a call that is under way borrows the resource " + type);
        }
        if (isValid && isOwned) {
            // One whose instance runs, or has trapped, is not lost by the attempt.
            type.checkMayBeDestroyed();
            end();
            type.destroy(representation, null);
        }
    }

    @Override
    public String toString() {
        return (isOwned ? "own<" : "borrow<") + type + ">" + (isValid ? "" : " (not valid any more)");
    }
}
