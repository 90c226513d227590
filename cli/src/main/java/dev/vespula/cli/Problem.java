package dev.vespula.cli;

import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import dev.vespula.component.internal.wit.print.JsonWriter;
import java.util.OptionalLong;

/**
 * Why a file is refused.
 *
 * @param kind {@code malformed}, {@code invalid}, {@code limit}, or {@code unreadable} if it could not even be looked at
 * @param message a line, and perhaps more
 * @param offset where in the binary, if it is known
 */
record Problem(String kind, String message, OptionalLong offset) {
    /** What a module is refused for. */
    static Problem of(String file, ModuleException e) {
        return described(ModuleFile.describe(file, e), e);
    }

    /** What a command has failed for. */
    static Problem of(CommandException e) {
        return e.getCause() instanceof ModuleException cause ? described(e.getMessage(), cause)
                : new Problem("unreadable", e.getMessage(), OptionalLong.empty());
    }

    private static Problem described(String message, ModuleException e) {
        String kind = e instanceof MalformedException ? "malformed" : e instanceof LimitException ? "limit" : "invalid";
        return new Problem(kind, message, e.offset() < 0 ? OptionalLong.empty() : OptionalLong.of(e.offset()));
    }

    /** Writes it as the value of a member. */
    void write(JsonWriter json) {
        json.object(() -> {
            json.name("kind").string(kind);
            json.name("message").string(message);
            offset.ifPresent(place -> json.name("offset").number(place));
        });
    }
}
