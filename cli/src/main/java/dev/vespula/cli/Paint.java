package dev.vespula.cli;

/** Colours on terminals: the only place that writes their sequences. Without colours texts stay as they are. */
enum Paint {
    PLAIN, COLOURED;

    private static final String RESET = "\u001B[0m";

    /** What is wrong. */
    String error(String text) {
        return with("\u001B[1;31m", text);
    }

    /** What is good. */
    String good(String text) {
        return with("\u001B[32m", text);
    }

    /** What people look for first. */
    String strong(String text) {
        return with("\u001B[1m", text);
    }

    /** What they look for last. */
    String faint(String text) {
        return with("\u001B[2m", text);
    }

    private String with(String sequence, String text) {
        return this == PLAIN || text.isEmpty() ? text : sequence + text + RESET;
    }
}
