package dev.vespula;

import org.jspecify.annotations.Nullable;

/**
 * The bytes do not form a WebAssembly module: the binary (or text) format is violated.
 *
 * @see Module
 */
public final class MalformedException extends ModuleException {
    private static final long serialVersionUID = 1;

    /**
     * Refuses a module as a whole or for something outside of function bodies.
     *
     * @param reason what is wrong
     * @param offset byte offset in the module, or -1
     */
    public MalformedException(String reason, long offset) {
        this(reason, offset, -1, null);
    }

    /**
     * Refuses a module for something in a function body.
     *
     * @param reason what is wrong
     * @param offset byte offset in the module, or -1
     * @param functionIndex the function's index, imports counted first, or -1
     * @param functionName the function's name, or null where it has none
     */
    public MalformedException(String reason, long offset, int functionIndex, @Nullable String functionName) {
        super(reason, offset, functionIndex, functionName);
    }

    private MalformedException(String reason, Feature missing, long offset, int functionIndex, @Nullable String functionName) {
        super(reason, missing, offset, functionIndex, functionName);
    }

    /**
     * Refuses a module for something that needs a feature which is switched off.
     *
     * @param what what is wrong without the feature
     * @param offset byte offset in the module, or -1
     */
    public static MalformedException without(Feature feature, String what, long offset) {
        return new MalformedException(missing(what, feature), feature, offset, -1, null);
    }

    /**
     * The same, told of a function.
     *
     * @param index the function's index, imports counted first
     * @param name the function's name, or null where it has none
     */
    public MalformedException in(int index, String name) {
        return new MalformedException(reason(), missingFeature().orElse(null), offset(), index, name);
    }

    /**
     * Refuses a text.
     *
     * @param reason what is wrong
     * @param message the whole message: file, line and column, reason, the line in question
     */
    public MalformedException(String reason, String message) {
        super(reason, message);
    }

    /**
     * The same refusal with another message: that of a module in the text format tells line and column.
     *
     * @param refusal what was refused
     * @param message the whole message
     */
    public MalformedException(ModuleException refusal, String message) {
        super(refusal, message);
    }
}
