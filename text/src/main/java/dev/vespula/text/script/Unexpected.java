package dev.vespula.text.script;

/** A directive did not do what it should. */
final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was expected and what was got
     */
    Unexpected(String message) {
        super(message, null, false, false);
    }
}
