package dev.vespula.internal.interp;

/**
 * Where compiled code trapped, from the Java stack trace: the line numbers of generated methods are offsets in the body of
 * their function. Noting the place of each access of memory in a variable would make the code a fifth larger.
 */
final class CompiledLines {
    /** Package of the generated classes. */
    private static final String PACKAGE = "dev.vespula.compiled.";

    private CompiledLines() {}

    /** The line in the innermost generated method, not positive if there is none. */
    static int line(Throwable thrown) {
        for (StackTraceElement element : thrown.getStackTrace()) {
            if (element.getClassName().startsWith(PACKAGE)) {
                return element.getLineNumber();
            }
        }
        return 0;
    }
}
