package dev.vespula.component;

/**
 * A resource that a component implements, in the hands of the host. It belongs to the thread that uses the store.
 *
 * <p>One that is {@linkplain #isOwned owned} must be closed, or given away as an argument; one that is borrowed is valid until the
 * host function to which it was given returns.
 */
public interface ResourceHandle extends AutoCloseable {
    /** What the resource type is called, for messages. */
    String typeName();

    /** Whether the host owns it. */
    boolean isOwned();

    /** Whether it can still be used: not closed, given away or ended with the call that it was lent to. */
    boolean isValid();

    /**
     * Runs the destructor, if it is owned. Nothing happens the second time.
     *
     * @throws IllegalStateException if a call that is under way borrows it
     * @throws dev.vespula.Trap if the destructor traps; or if the instance that implements it runs or has trapped: it can still be
     *                          used then
     */
    @Override
    void close();
}
