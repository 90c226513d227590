package dev.vespula.component.internal.names;

/** A text is no name, or no version. The message says why; who knows the place makes an error of it. */
public final class NameException extends Exception {
    private static final long serialVersionUID = 1;

    NameException(String reason) {
        // It never reaches a user as it is, so it needs no trace.
        super(reason, null, false, false);
    }
}
