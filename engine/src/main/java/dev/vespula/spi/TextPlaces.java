package dev.vespula.spi;

import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.ModuleException;

/** Where in a text the bytes of a module or component come from that was made of it. Thread-safe. */
public interface TextPlaces {

    /** {@code name:line:column} of what the byte at an offset of the binary was made of; null if that is not known. */
    String at(long offset);

    /** A message with the place, the line and a mark below the column; the message itself if the place is not known. */
    String describe(long offset, String message);

    /** The same refusal with line and column, if its place is known. */
    default ModuleException located(ModuleException refusal) {
        if (refusal.offset() < 0 || at(refusal.offset()) == null) {
            return refusal;
        }
        String message = describe(refusal.offset(), refusal.detail());
        if (refusal instanceof InvalidException) {
            return new InvalidException(refusal, message);
        }
        return refusal instanceof LimitException ? new LimitException(refusal, message)
                : new MalformedException(refusal, message);
    }
}
