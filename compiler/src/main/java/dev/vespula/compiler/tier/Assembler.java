package dev.vespula.compiler.tier;

/** Whether ASM is there, with which classes are written. Code that was compiled ahead of time runs without it. */
final class Assembler {
    /** What is said where it is not. */
    static final String MISSING = "compiling needs the artifact org.ow2.asm:asm";
    private static final boolean IS_PRESENT = isFound();

    private Assembler() {}

    private static boolean isFound() {
        try {
            Class.forName("org.objectweb.asm.ClassWriter", false, Assembler.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static boolean isPresent() {
        return IS_PRESENT;
    }

    /** Refuses to go on without. */
    static void require() {
        if (!IS_PRESENT) {
            throw new IllegalStateException(MISSING);
        }
    }
}
