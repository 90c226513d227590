package dev.vespula.component.internal.runtime;

/** What code of the user throws. */
public final class UserCode {
    private UserCode() {}

    /** Throws what code of the user has thrown, as it is; the result is for the compiler only. */
    public static RuntimeException thrown(Throwable thrown) {
        return UserCode.<RuntimeException>unchecked(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
