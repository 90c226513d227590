package dev.vespula.cli;

import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.SnapshotException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code vespula resume}: continues a program that ran out of fuel. */
final class ResumeCommand extends Command {
    private final RunSettings settings = new RunSettings();

    @Override
    String name() {
        return "resume";
    }

    @Override
    String summary() {
        return "Continues a program that 'vespula run --snapshot-on-out-of-fuel' saved.";
    }

    @Override
    List<String> details() {
        return List.of(
                "The program gets N units of fuel more (without --fuel as much as it got at first); if they are used up, it "
                        + "is saved to FILE.snap again. Its module, arguments and options are in the file; options given "
                        + "here replace those.",
                "Of the program's files, the standard streams and the folders of --dir are opened anew; others that it had "
                        + "open are closed to it. Standard input starts with what is given to this command.",
                "Exit code: as 'vespula run'.");
    }

    @Override
    List<Option> options() {
        List<Option> options = new ArrayList<>(settings.options());
        options.remove(settings.mode);
        options.remove(settings.deterministic);
        options.add(verbose);
        return options;
    }

    @Override
    List<String> parameters() {
        return List.of("FILE.snap");
    }

    @Override
    int requiredArguments() {
        return 1;
    }

    @Override
    int run(Console console) {
        String from = arguments().get(0);
        Snapshot snapshot = read(from);
        SavedProgram saved = SavedProgram.of(snapshot, from, settings);
        Program program = new Program(console, settings, verbose, saved);
        program.saveTo(from);
        return program.execute(() -> {
            Snapshot.Restored restored = snapshot.restore(program.store(), program.linker());
            program.fuel(program.store().fuel());
            return program.advance(((OutOfFuel) restored.call().orElseThrow()).resume());
        });
    }

    private static Snapshot read(String file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
            return Snapshot.read(in);
        } catch (SnapshotException e) {
            throw new CommandException(file + ": " + e.getMessage(), e);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new CommandException("cannot read " + file + ": no such file", e);
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
