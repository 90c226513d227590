package dev.vespula.component.internal.runtime;

import java.util.ArrayList;
import java.util.List;

/** The handles that a caller has lent to a call. CanonicalABI.md, {@code Subtask}. */
public final class Lends {
    private final List<Handle> lent = new ArrayList<>(2);
    private final List<Runnable> endings = new ArrayList<>(0);

    /** Lends one. */
    public void add(Handle handle) {
        handle.lend();
        lent.add(handle);
    }

    /** Those that are lent. */
    public List<Handle> handles() {
        return lent;
    }

    /** What is to be done when the call's result was delivered. */
    public void onEnd(Runnable ending) {
        endings.add(ending);
    }

    /** The call's result was delivered. */
    public void end() {
        endings.forEach(Runnable::run);
        endings.clear();
        lent.forEach(Handle::giveBack);
        lent.clear();
    }
}
