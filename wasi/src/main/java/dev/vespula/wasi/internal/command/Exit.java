package dev.vespula.wasi.internal.command;

import dev.vespula.ExitException;
import dev.vespula.component.Result;

/** {@code wasi:cli/exit}. Components call it. */
@SuppressWarnings("DoNotCallSuggester")
public final class Exit {

    /** {@code exit}: does not return. */
    public void exit(Result<Void, Void> status) {
        throw new ExitException(status.isOk() ? 0 : 1);
    }

    /** {@code exit-with-code}: does not return. */
    public void exitWithCode(int code) {
        throw new ExitException(code);
    }
}
