package dev.vespula.component.internal.wit.syntax;

import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import dev.vespula.component.internal.wit.ast.Place;

/**
 * A WIT text is refused. Thrown inside only; the public entry points turn it into the engine's exception, with the place
 * and the offending line.
 */
public final class WitError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private enum Kind {
        MALFORMED, INVALID, LIMIT
    }

    private final Kind kind;
    private final transient Place place;

    private WitError(Kind kind, Place place, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.place = place;
    }

    /** The text is not WIT. */
    public static WitError malformed(Place place, String message) {
        return new WitError(Kind.MALFORMED, place, message);
    }

    /**
     * The text is WIT and means nothing.
     *
     * @param place or null, for what is wrong with no place in particular
     */
    public static WitError invalid(Place place, String message) {
        return new WitError(Kind.INVALID, place, message);
    }

    /** The text is too large or too deep. */
    public static WitError limit(Place place, String message) {
        return new WitError(Kind.LIMIT, place, message);
    }

    /** Place, reason, the line and a caret under what is meant. */
    public String describe() {
        return place == null ? getMessage() : place.source().describe(place.offset(), getMessage());
    }

    /** What users get. */
    public ModuleException toException() {
        String text = describe();
        switch (kind) {
            case MALFORMED :
                return new MalformedException(getMessage(), text);
            case INVALID :
                return new InvalidException(new InvalidException(getMessage(), -1), text);
            case LIMIT :
                return new LimitException(new LimitException(getMessage(), -1), text);
        }
        throw new AssertionError(kind);
    }
}
