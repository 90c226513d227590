package dev.vespula.component.internal.binary;

import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Says of an error in which nested component it is. */
public final class NestedPlace {
    private NestedPlace() {}

    /**
     * The error with the path of nested components in its message.
     *
     * @param path from the outermost component inwards: what each is called, like {@code component 2}; empty for none
     */
    public static ModuleException tell(ModuleException error, List<String> path) {
        if (path.isEmpty()) {
            return error;
        }
        String message = error.reason() + " in " + innermostFirst(path)
                + (error.offset() < 0 ? "" : " (at offset 0x" + Long.toHexString(error.offset()) + ")");
        if (error instanceof MalformedException) {
            return new MalformedException(error, message);
        }
        return error instanceof InvalidException
                ? new InvalidException(error, message)
                : new LimitException(error, message);
    }

    private static String innermostFirst(List<String> path) {
        List<String> reversed = new ArrayList<>(path);
        Collections.reverse(reversed);
        return String.join(" of ", reversed);
    }
}
