package dev.vespula.wasi.internal.command;

import dev.vespula.wasi.internal.descriptors.Descriptor;
import dev.vespula.wasi.internal.descriptors.ProcessStreams;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.io.GuestInput;
import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.HostInput;
import dev.vespula.wasi.internal.io.HostOutput;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.util.Optional;

/**
 * {@code wasi:cli/stdin}, {@code stdout}, {@code stderr} and the same as terminals. Each call gives a new stream on the one that the
 * process has.
 */
public final class StandardStreams {
    private final ResourceCount count;
    private final ProcessStreams streams;
    private final HostInput stdin;
    private final HostOutput stdout;
    private final HostOutput stderr;

    /** {@code terminal-input}: that there is one is all that it says. */
    public static final class TerminalInput extends HostedResource {
        TerminalInput(ResourceCount count) {
            super(count);
        }
    }

    /** {@code terminal-output}: that there is one is all that it says. */
    public static final class TerminalOutput extends HostedResource {
        TerminalOutput(ResourceCount count) {
            super(count);
        }
    }

    /** The streams of a process. */
    public StandardStreams(ResourceCount count, ProcessStreams streams) {
        this.count = count;
        this.streams = streams;
        this.stdin = new HostInput(streams.stdin());
        this.stdout = new HostOutput(streams.stdout());
        this.stderr = new HostOutput(streams.stderr());
    }

    /** {@code get-stdin}. */
    public GuestInput getStdin() {
        return stdin.open(count);
    }

    /** {@code get-stdout}. */
    public GuestOutput getStdout() {
        return stdout.open(count);
    }

    /** {@code get-stderr}. */
    public GuestOutput getStderr() {
        return stderr.open(count);
    }

    /** {@code get-terminal-stdin}. */
    public Optional<TerminalInput> getTerminalStdin() {
        return isTerminal(streams.stdin()) ? Optional.of(new TerminalInput(count)) : Optional.empty();
    }

    /** {@code get-terminal-stdout}. */
    public Optional<TerminalOutput> getTerminalStdout() {
        return isTerminal(streams.stdout()) ? Optional.of(new TerminalOutput(count)) : Optional.empty();
    }

    /** {@code get-terminal-stderr}. */
    public Optional<TerminalOutput> getTerminalStderr() {
        return isTerminal(streams.stderr()) ? Optional.of(new TerminalOutput(count)) : Optional.empty();
    }

    private static boolean isTerminal(Descriptor descriptor) {
        return descriptor.type() == FileType.CHARACTER_DEVICE;
    }
}
