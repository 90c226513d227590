package dev.vespula.cli;

import dev.vespula.wasi.DotEntries;
import dev.vespula.wasi.FileAttributes;
import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.Wasi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The WASI process that the options of a command line describe. */
final class WasiSetup {
    private WasiSetup() {}

    /**
     * Makes the process.
     *
     * @param arguments what the program sees as its arguments, its own name first
     * @param folders values of {@code --dir}
     * @param variables the environment
     * @param sources clock and random numbers, with which attributes of files are repeatable too; null for the host's
     * @param network what a component may do with the network
     * @throws UsageException if a value is not of the form it should be
     * @throws CommandException if a folder cannot be opened
     */
    static Wasi build(Console console, List<String> arguments, List<String> folders, Map<String, String> variables,
            RepeatableSources sources, NetworkPolicy network) {
        // What programs print of a directory is then the same as under Node.
        Wasi.Builder builder = Wasi.builder().args(arguments).dotEntries(DotEntries.OMITTED).network(network);
        add(builder, folders, variables);
        if (sources != null) {
            builder.clock(sources).random(sources).fileAttributes(FileAttributes.REPEATABLE);
        }
        addStreams(builder, console);
        try {
            return builder.build();
        } catch (IOException e) {
            throw new CommandException("cannot open a folder: " + e.getMessage(), e);
        }
    }

    /**
     * Makes the process of an instance that answers requests: nothing to read, and what it writes goes where ours does.
     *
     * @throws IOException if a folder cannot be opened
     */
    static Wasi served(Console console, List<String> folders, Map<String, String> variables, NetworkPolicy network)
            throws IOException {
        Wasi.Builder builder = Wasi.builder().network(network).stdout(console.out()).stderr(console.err());
        add(builder, folders, variables);
        return builder.build();
    }

    private static void add(Wasi.Builder builder, List<String> folders, Map<String, String> variables) {
        // Not all at once, with a lambda: making the first one takes a fresh JVM longer than running a small program.
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            builder.env(variable.getKey(), variable.getValue());
        }
        for (String folder : folders) {
            addFolder(builder, SharedFolder.of(folder));
        }
    }

    private static void addFolder(Wasi.Builder builder, SharedFolder folder) {
        String host = folder.host();
        Path path;
        try {
            path = Path.of(host);
        } catch (InvalidPathException e) {
            throw new CommandException("cannot open folder " + host + ": " + e.getReason(), e);
        }
        if (!Files.isDirectory(path)) {
            throw new CommandException("cannot open folder " + host + ": "
                    + (Files.exists(path) ? "it is not a folder" : "it does not exist"));
        }
        builder.preopen(path, folder.guest(), folder.access());
    }

    /** The streams of this process are inherited, so that the program can find out whether they are terminals. */
    private static void addStreams(Wasi.Builder builder, Console console) {
        if (console.out() == System.out) {
            builder.inheritStdio();
        } else {
            builder.stdin(console.in()).stdout(console.out()).stderr(console.err());
        }
    }
}
