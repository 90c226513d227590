package dev.vespula;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The module may well be valid but exceeds a limit of the implementation or of the configuration; or a store would have more instances,
 * memories or tables than it may.
 *
 * @see Module
 */
public final class LimitException extends ModuleException {
    private static final long serialVersionUID = 1;

    private final ExceededLimit limit;

    /**
     * Refuses a module as a whole or for something outside of function bodies.
     *
     * @param reason what is wrong
     * @param offset byte offset in the module, or -1
     */
    public LimitException(String reason, long offset) {
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
    public LimitException(String reason, long offset, int functionIndex, @Nullable String functionName) {
        super(reason, offset, functionIndex, functionName);
        this.limit = ExceededLimit.MODULE;
    }

    /**
     * The same refusal with another message: that of a module in the text format tells line and column.
     *
     * @param refusal what was refused
     * @param message the whole message
     */
    public LimitException(ModuleException refusal, String message) {
        super(refusal, message);
        this.limit = refusal.exceededLimit().orElse(ExceededLimit.MODULE);
    }

    /**
     * Refuses an instance of a module for what the store has already.
     *
     * @param limit  what there would be too many of
     * @param reason what is wrong
     */
    public LimitException(ExceededLimit limit, String reason) {
        super(reason, -1, -1, null);
        this.limit = limit;
    }

    /**
     * {@link ExceededLimit#INSTANCES}, {@link ExceededLimit#MEMORIES} or {@link ExceededLimit#TABLES} where a store would have too many of
     * them; else {@link ExceededLimit#MODULE}.
     */
    @Override
    public Optional<ExceededLimit> exceededLimit() {
        return Optional.of(limit);
    }
}
