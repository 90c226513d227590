package dev.vespula.bench.replay;

/** Something that crossed the border is not what was recorded. An error, so that nothing on its way takes it for its own. */
public final class Divergence extends Error {
    private static final long serialVersionUID = 1;

    Divergence(String message) {
        super(message);
    }

    Divergence(String message, Throwable cause) {
        super(message, cause);
    }
}
