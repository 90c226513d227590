package dev.vespula.component;

/**
 * A resource that a component implements, in the hands of the host. It belongs to the thread that uses the store.
 *
 * <p>One that is {@linkplain #isOwned owned} must be closed, or given away as an argument; one that is borrowed is valid until the
 * host function to which it was given returns.
 *
 * <pre>{@code
 * linker.instance("my:app/files@1.0.0").resource("file", HostResource.of("file", StringBuilder.class, text -> {}))
 *         .func("[constructor]file", (call, args) -> new StringBuilder((String) args[0]))
 *         .func("[method]file.append", (call, args) -> ((StringBuilder) args[0]).append(args[1]) == null ? null : null);
 * ComponentInstance notes = linker.instantiate(store, component);
 * try (ResourceHandle counter = (ResourceHandle) notes.func("my:app/counters@1.0.0", "[constructor]counter").call()) {
 *     notes.func("my:app/counters@1.0.0", "[method]counter.add").call(counter, 5L);
 * }
 * }</pre>
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
