package dev.vespula.compiler.code;

/**
 * What code is written for.
 *
 * @param memory  what it may rely on of memory 0
 * @param vectors how it computes with vectors
 * @param home    the class in which code that engines share keeps what its classes have in common, by its name in class
 *     files; null for code of one engine, which has what is the engine's as constants
 */
public record CodeForm(MemoryForm memory, VectorCode vectors, String home) {
    /** Code of one engine. */
    public static CodeForm ofEngine(MemoryForm memory, VectorCode vectors) {
        return new CodeForm(memory, vectors, null);
    }

    /** Code that engines share, on every JVM, of a module without structs and arrays. */
    public static CodeForm shared(String home) {
        return new CodeForm(MemoryForm.EXACT, VectorCode.LANES, home);
    }

    /** Whether engines share it. */
    boolean isShared() {
        return home != null;
    }
}
