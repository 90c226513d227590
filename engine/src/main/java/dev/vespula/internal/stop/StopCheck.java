package dev.vespula.internal.stop;

/** Asked now and then by work that may take long, whether it is still wanted. */
public interface StopCheck {
    /** Throws an exception if the work is to end; it is then as if it had never begun. */
    void checkStop();
}
