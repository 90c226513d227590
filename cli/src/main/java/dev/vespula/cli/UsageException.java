package dev.vespula.cli;

/** The command line itself is wrong: one line on standard error and exit code 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
