package dev.vespula.compiler.tier;

/** What becomes of failures of the compiler: the code in question stays interpreted, and whoever wants to know is told. */
final class Failures {
    /** With this system property set, failures are errors of the thread that compiles. */
    private static final boolean IS_FATAL = Boolean.getBoolean("vespula.tier.strict");

    private Failures() {
    }

    static void report(Throwable failure) {
        System.Logger logger = System.getLogger("dev.vespula.compiler");
        logger.log(IS_FATAL ? System.Logger.Level.ERROR : System.Logger.Level.WARNING, "not compiled", failure);
    }
}
