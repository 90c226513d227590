package dev.vespula.cli;

import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.SnapshotException;
import dev.vespula.SuspendedCall;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code vespula resume}: continues a program that ran out of fuel. */
final class ResumeCommand extends Command {
    private final RunSettings settings = new RunSettings();

    ResumeCommand() {
        super("resume", "Continues a program that 'vespula run --snapshot-on-out-of-fuel' saved.", "FILE.snap");
        List<Option> options = new ArrayList<>(settings.options());
        options.removeAll(List.of(settings.mode, settings.deterministic));
        takes(options);
        explain(
                "The program gets N units of fuel, neither more nor less (without --fuel as many as it got at first, and "
                        + "what was left); if they are used up, it is saved to FILE.snap again. Its module, arguments and variables are in the file, "
                        + "and how it was executed; options given here replace those.",
                "What the program may use comes from this command line alone, since a file may be anybody's: folders that it "
                        + "had must be given again with --dir, and so must --max-stack and --max-frames above the usual ones. "
                        + "--timeout, --cache and --stats are never taken from a file.",
                "If FILE.snap is '-', the program is read from standard input, and saved only with --snapshot-on-out-of-fuel.",
                "Other files that the program had open are closed to it. Standard input starts with what is given to this "
                        + "command.");
    }

    @Override
    List<ExitCode> exitCodes() {
        return ExitCode.OF_PROGRAMS;
    }

    @Override
    int run(Console console) {
        String from = arguments().get(0);
        Snapshot snapshot = read(console, from);
        boolean isBudget = settings.fuel.isGiven();
        SavedProgram saved = SavedProgram.of(snapshot, from, settings);
        if (!settings.fuel.isGiven()) {
            throw new CommandException(from + ": does not say how much fuel the program gets; give --fuel N");
        }
        Program program = new Program(console, settings, settings.config(), verbose, saved);
        if (!from.equals(Console.STANDARD_STREAM)) {
            program.saveTo(from);
        }
        return program.execute(() -> {
            SuspendedCall call = restore(snapshot, program, from).call().orElse(null);
            if (!(call instanceof OutOfFuel paused)) {
                throw new CommandException(from + ": is no program that ran out of fuel; there is nothing to go on with");
            }
            program.fuel(isBudget ? replaced(console, snapshot.fuel()) : snapshot.fuel());
            return program.advance(paused.resume());
        });
    }

    private static Snapshot.Restored restore(Snapshot snapshot, Program program, String from) {
        try {
            return snapshot.restore(program.store(), program.linker());
        } catch (SnapshotException e) {
            throw new CommandException(from + ": " + e.getMessage(), e);
        }
    }

    /** What remains of a rest in the file if --fuel is given: nothing, since --fuel would be no limit otherwise. */
    private long replaced(Console console, long rest) {
        if (rest != 0) {
            console.err().println("fuel left when it was saved: " + Long.toUnsignedString(rest) + ", replaced by "
                    + settings.fuel.value());
        }
        return 0;
    }

    private static Snapshot read(Console console, String file) {
        try {
            // What follows a snapshot in standard input is the program's.
            return file.equals(Console.STANDARD_STREAM) ? Snapshot.read(console.input()) : read(file);
        } catch (SnapshotException e) {
            throw new CommandException(file + ": " + e.getMessage(), e);
        } catch (IOException | InvalidPathException e) {
            throw Console.unreadable(file, e);
        }
    }

    private static Snapshot read(String file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
            return Snapshot.read(in);
        }
    }
}
