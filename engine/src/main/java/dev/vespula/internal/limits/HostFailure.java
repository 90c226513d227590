package dev.vespula.internal.limits;

/**
 * Carries what code of the host (a function, a limiter, a hook) has thrown through the machine, if it is of a class that the
 * machine gives a meaning of its own: in compiled code an index out of bounds is an access of memory, and where the Java stack
 * or the heap is used up, that is the guest's doing. The classes do not tell the two apart, and neither do stack traces: HotSpot
 * leaves them out where an exception is thrown often. Never leaves the machine.
 */
public final class HostFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private HostFailure(Throwable thrown) {
        super(null, thrown, false, false);
    }

    /** What to throw in the machine in place of what the host has thrown: mostly that. */
    public static Throwable carried(Throwable thrown) {
        boolean isAmbiguous = thrown instanceof IndexOutOfBoundsException || thrown instanceof StackOverflowError
                || thrown instanceof OutOfMemoryError;
        return isAmbiguous ? new HostFailure(thrown) : thrown;
    }

    /** What the host has thrown, of what went through the machine. */
    public static Throwable opened(Throwable thrown) {
        return thrown instanceof HostFailure ? thrown.getCause() : thrown;
    }

    /** Throws something of any class; declared so that callers can write {@code throw}. */
    @SuppressWarnings("unchecked")
    public static <T extends Throwable> RuntimeException thrown(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
