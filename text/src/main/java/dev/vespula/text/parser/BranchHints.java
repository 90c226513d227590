package dev.vespula.text.parser;

import dev.vespula.text.syntax.Bytes;

/** The custom section of branch hints: for each function that has some, code offsets and which way is likely. */
final class BranchHints {
    static final String SECTION = "metadata.code.branch_hint";

    private final Bytes functions = new Bytes();
    private final Bytes current = new Bytes();
    private int functionCount;
    private int currentCount;

    /**
     * @param offset from the beginning of the function's body, its locals included
     * @param value 0 for unlikely, 1 for likely
     */
    void add(int offset, int value) {
        current.u32(offset).u32(1).put(value);
        currentCount++;
    }

    /** What was added since the last call belongs to this function. */
    void endFunction(int function) {
        if (currentCount > 0) {
            functions.u32(function).u32(currentCount).put(current);
            functionCount++;
            current.truncate(0);
            currentCount = 0;
        }
    }

    boolean isEmpty() {
        return functionCount == 0;
    }

    /** Content of the section behind its name. */
    Bytes content() {
        return new Bytes().u32(functionCount).put(functions);
    }
}
