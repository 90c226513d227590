package dev.vespula.bench.replay;

/** What stands for an exception that a function of the host threw when the use was recorded. */
final class HostThrown extends RuntimeException {
    private static final long serialVersionUID = 1;

    HostThrown() {
        super("thrown by the host", null, false, false);
    }
}
