package dev.vespula.cli;

import dev.vespula.ModuleException;
import dev.vespula.text.printer.CodeListing;

/** Which functions of a file are to be shown, and what became of that. Used by one thread. */
final class CodeRequest {
    private final String file;
    private final Option func;
    private boolean isFound;
    private Problem problem;

    /**
     * A request.
     *
     * @param func names a function; all are wanted if it is not given
     */
    CodeRequest(String file, Option func) {
        this.file = file;
        this.func = func;
    }

    /** Whether a function is wanted. */
    boolean isWanted(CodeListing code, int function) {
        boolean isWanted = !func.isGiven() || code.isCalled(function, func.value());
        isFound |= isWanted;
        return isWanted;
    }

    /** Notes that a body cannot be read to its end. */
    Problem refused(ModuleException e) {
        Problem now = Problem.of(file, e);
        problem = problem == null ? now : problem;
        return now;
    }

    /**
     * Looks at the whole when all is shown.
     *
     * @return the first thing that was wrong, or null
     * @throws CommandException if a function was asked for and is not there
     */
    Problem end() {
        if (func.isGiven() && !isFound) {
            throw new CommandException(file + " defines no function '" + func.value() + "'; see 'vespula names " + file + "'");
        }
        return problem;
    }
}
