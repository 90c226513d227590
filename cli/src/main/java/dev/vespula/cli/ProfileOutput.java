package dev.vespula.cli;

import dev.vespula.Module;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The file that a training run writes, if its option is given. Used by one thread. */
final class ProfileOutput {
    private final Option option;
    private Module module;

    ProfileOutput(Option option) {
        this.option = option;
    }

    /** Notes the module that is run, and gives it back. */
    Module of(Module run) {
        module = run;
        return run;
    }

    /** Writes what was seen of the module, however the program has ended. */
    void write(Console console) {
        if (!option.isGiven() || module == null) {
            return;
        }
        try {
            if (option.value().equals(Console.STANDARD_STREAM)) {
                module.profile().writeTo(console.out());
            } else {
                module.profile().writeTo(Path.of(option.value()));
            }
        } catch (IOException | InvalidPathException e) {
            throw Console.unwritable(option.value(), e);
        }
    }
}
