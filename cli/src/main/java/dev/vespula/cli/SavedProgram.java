package dev.vespula.cli;

import dev.vespula.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What of a program the engine does not know and a snapshot carries along: name, arguments, options, clock. */
final class SavedProgram {
    private static final String ATTACHMENT = "vespula";

    private final String file;
    private final List<String> arguments;
    private final RepeatableSources sources = new RepeatableSources();
    private List<String> variables = List.of();
    private long consumed;

    /**
     * A program that begins.
     *
     * @param file      the module, for messages
     * @param arguments what the program sees as its arguments, its own name first
     */
    SavedProgram(String file, List<String> arguments) {
        this.file = file;
        this.arguments = List.copyOf(arguments);
    }

    /**
     * The program in a snapshot. Whoever has made the file may have written anything into it.
     *
     * @param settings get the options that it began with and that are not given now, as far as a file may give them
     * @throws CommandException if the snapshot is not one of this command, or if options must be given again
     */
    static SavedProgram of(Snapshot snapshot, String from, RunSettings settings) {
        byte[] bytes = snapshot.attachment(ATTACHMENT)
                .orElseThrow(() -> new CommandException(from + ": was not saved by 'vespula run'"));
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            String file = in.readUTF();
            SavedProgram program = new SavedProgram(file, readArguments(in));
            program.consumed = in.readLong();
            program.sources.load(in);
            SavedOptions.read(in, from).applyTo(settings, from);
            return program;
        } catch (IOException e) {
            throw new CommandException(from + ": was changed, or saved by another version of this command", e);
        }
    }

    private static List<String> readArguments(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> arguments = new ArrayList<>();
        while (arguments.size() < count) {
            String argument = in.readUTF();
            if (argument.indexOf('\0') >= 0) {
                throw new IOException("an argument that no program can get");
            }
            arguments.add(argument);
        }
        if (count < 0) {
            throw new IOException(count + " arguments");
        }
        return arguments;
    }

    /**
     * Looks, before a program runs, whether it can be saved afterwards.
     *
     * @throws CommandException if it cannot
     */
    void checkSaving(RunSettings settings, String to) {
        bytes(settings);
        if (to.equals(Console.STANDARD_STREAM)) {
            return;
        }
        try {
            Path target = Path.of(to).toAbsolutePath();
            if (Files.isDirectory(target) || !Files.isDirectory(target.getParent())) {
                throw new CommandException("cannot write " + to + ": "
                        + (Files.isDirectory(target) ? "it is a folder" : "its folder does not exist"));
            }
        } catch (InvalidPathException e) {
            throw Console.unwritable(to, e);
        }
    }

    /** Writes a snapshot with all this to a file, which is replaced only when everything is written. */
    void write(Snapshot snapshot, RunSettings settings, String to, Console console) {
        Snapshot whole = snapshot.withModules().with(ATTACHMENT, bytes(settings));
        try {
            if (to.equals(Console.STANDARD_STREAM)) {
                whole.write(console.out());
                return;
            }
            Path target = Path.of(to).toAbsolutePath();
            Path fresh = Files.createTempFile(target.getParent(), "vespula", ".snap");
            try {
                try (OutputStream out = Files.newOutputStream(fresh)) {
                    whole.write(out);
                }
                Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | InvalidPathException e) {
            throw Console.unwritable(to, e);
        }
    }

    private byte[] bytes(RunSettings settings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(file);
            out.writeInt(arguments.size());
            for (String argument : arguments) {
                out.writeUTF(argument);
            }
            out.writeLong(consumed);
            sources.save(out);
            SavedOptions.write(out, settings, variables);
        } catch (UTFDataFormatException e) {
            throw new CommandException("the program cannot be saved: an argument or option takes more than 65535 bytes", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    String file() {
        return file;
    }

    List<String> arguments() {
        return arguments;
    }

    /** Sets what the program sees as its environment. */
    void setVariables(Map<String, String> environment) {
        variables = environment.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList();
    }

    RepeatableSources sources() {
        return sources;
    }

    /** Fuel used in earlier processes. */
    long consumed() {
        return consumed;
    }

    void consume(long fuel) {
        consumed += fuel;
    }
}
