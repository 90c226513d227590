package dev.vespula.cli;

import dev.vespula.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** What of a program the engine does not know and a snapshot carries along: name, arguments, options, clock. */
final class SavedProgram {
    private static final String ATTACHMENT = "vespula";

    private final String file;
    private final List<String> arguments;
    private final RepeatableSources sources = new RepeatableSources();
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
     * The program in a snapshot.
     *
     * @param settings get the options that it began with and that are not given now
     * @throws CommandException if the snapshot is not one of this command
     */
    static SavedProgram of(Snapshot snapshot, String from, RunSettings settings) {
        byte[] bytes = snapshot.attachment(ATTACHMENT)
                .orElseThrow(() -> new CommandException(from + ": was not saved by 'vespula run'"));
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            String file = in.readUTF();
            List<String> arguments = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                arguments.add(in.readUTF());
            }
            SavedProgram program = new SavedProgram(file, arguments);
            program.consumed = in.readLong();
            program.sources.load(in);
            settings.load(in);
            return program;
        } catch (IOException e) {
            throw new CommandException(from + ": was saved by another version of this command", e);
        }
    }

    /** Writes a snapshot with all this to a file, which is replaced only when everything is written. */
    void write(Snapshot snapshot, RunSettings settings, String to) {
        try {
            Path target = Path.of(to).toAbsolutePath();
            Path fresh = Files.createTempFile(target.getParent(), "vespula", ".snap");
            try {
                try (OutputStream out = Files.newOutputStream(fresh)) {
                    snapshot.withModules().with(ATTACHMENT, bytes(settings)).write(out);
                }
                Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | InvalidPathException e) {
            throw new CommandException("cannot write " + to + ": " + e.getMessage(), e);
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
            settings.save(out);
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
