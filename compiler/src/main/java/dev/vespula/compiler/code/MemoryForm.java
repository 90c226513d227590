package dev.vespula.compiler.code;

/** What code may rely on about memory 0, as long as its content is one array. */
public enum MemoryForm {
    /** The array has exactly the size of the memory: its own bounds are those of the memory. */
    EXACT,
    /** The array may be larger: each access checks the size of the memory, too. That takes 1.0 to 1.7 times as long. */
    LOOSE
}
