package dev.vespula.wasi;

import dev.vespula.ExitException;
import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.PerInstance;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.wasi.internal.descriptors.Descriptor;
import dev.vespula.wasi.internal.descriptors.FdTable;
import dev.vespula.wasi.internal.descriptors.InputDescriptor;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.descriptors.OutputDescriptor;
import dev.vespula.wasi.internal.descriptors.Preopen;
import dev.vespula.wasi.internal.descriptors.ProcessStreams;
import dev.vespula.wasi.internal.descriptors.SandboxPaths;
import dev.vespula.wasi.internal.descriptors.StandardDescriptors;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Host;
import dev.vespula.wasi.internal.files.StopSignal;
import dev.vespula.wasi.internal.io.ChannelInput;
import dev.vespula.wasi.internal.io.HostInput;
import dev.vespula.wasi.internal.io.HostOutput;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.PublisherInput;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.io.StageSource;
import dev.vespula.wasi.internal.preview1.FdFunctions;
import dev.vespula.wasi.internal.preview1.OrderlyClock;
import dev.vespula.wasi.internal.preview1.PathFunctions;
import dev.vespula.wasi.internal.preview1.PollFunctions;
import dev.vespula.wasi.internal.preview1.Preview1;
import dev.vespula.wasi.internal.preview1.ProcessFunctions;
import dev.vespula.wasi.internal.preview1.SocketFunctions;
import dev.vespula.wasi.internal.preview2.Preview2;
import dev.vespula.wasi.internal.preview2.ProcessStart;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One process of WASI preview 1: its arguments, environment, open descriptors, clocks and randomness. A guest sees nothing but
 * what is given here.
 *
 * <pre>{@code
 * try (Wasi wasi = Wasi.builder().args("program", "-v").inheritStdio().preopen(dir, "/", Access.READ_ONLY).build()) {
 *     Linker<Void> linker = new Linker<>(engine);
 *     wasi.addTo(linker);
 *     int status = Wasi.run(linker.instantiate(store, module));
 *     System.out.println("ended with " + status);
 * }
 * }</pre>
 *
 * <p>The functions call back into the memory that the calling module exports as {@code memory}; a module without one gets a
 * {@link dev.vespula.LinkException} at its first call. {@code proc_exit} ends the execution with a
 * {@link dev.vespula.ExitException}. Every other failure is an error number for the guest.
 *
 * <p>Directories are sandboxes: no path leads out of them, whatever {@code ..}, absolute paths and symbolic links it contains,
 * and also while other processes move and replace files. (Where the platform has no open directory handles, that is on Windows
 * and in archives, the last holds only as far as nobody else changes the directory at that very moment.)
 *
 * <p>A store that is interrupted or out of time stops a guest that waits, too: in {@code poll_oneoff}, for input, and for sockets.
 * Input that would block is read by a daemon thread, a byte ahead.
 *
 * <p>A process may serve several instances, which then share its descriptors, and in several threads ({@link WasiThreads}):
 * functions on the same descriptor take turns. A clock or random generator of one's own is then called by several threads, by
 * one at a time except to sleep.
 */
public final class Wasi implements AutoCloseable {
    /**
     * The most descriptors that a guest may have open unless another limit is set: what Linux gives a process. With three of the
     * host's for each it leaves a quarter of the 4,096 that a JVM often has.
     */
    public static final int DEFAULT_MAX_OPEN_FILES = 1024;

    /** The most resources of WASI 0.2 that guests may have unless another limit is set. */
    public static final int DEFAULT_MAX_RESOURCES = 10_000;

    private final FdTable table;
    private final Preview1 functions;
    private final ProcessStart start;
    private final StopSignal stop;
    /** Null until components ask for something. */
    private Preview2 interfaces;
    private boolean isClosed;

    private Wasi(Builder builder, FdTable table, ProcessStart start) {
        Host host = start.host();
        WasiClock clock = start.clock();
        this.stop = host.stop();
        this.table = table;
        this.start = start;
        this.functions = new Preview1(table,
                new ProcessFunctions(List.copyOf(builder.arguments), builder.environment(), clock, builder.random, stop),
                new FdFunctions(table, clock, builder.dots, host), new PathFunctions(table, clock, new SandboxPaths(host)),
                new PollFunctions(table, clock, stop), new SocketFunctions(table, stop), stop);
    }

    /** What components have of the process. */
    private synchronized Preview2 interfaces() {
        if (interfaces == null) {
            interfaces = new Preview2(start);
            if (isClosed) {
                // There are no directories any more either.
                interfaces.closeNetwork();
            }
        }
        return interfaces;
    }

    /** A process with no arguments, no environment, empty input, output that goes nowhere, and no directories. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Defines the 46 functions of {@code wasi_snapshot_preview1}.
     *
     * @throws dev.vespula.LinkException if one of the names is taken; nothing is defined then
     */
    public <T extends @Nullable Object> void addTo(Linker<T> linker) {
        functions.define(linker);
    }

    /**
     * Runs a program: calls the function that it exports as {@code _start}.
     *
     * <pre>{@code
     * wasi.addTo(linker);
     * int status = Wasi.run(linker.instantiate(otherStore, module));
     * }</pre>
     *
     * @param program an instance of a linker that a process was added to
     * @return its exit code: 0 if it returned, or what it ended with ({@code proc_exit})
     * @throws NoSuchElementException  if there is no {@code _start}: then it is a library, for {@link Instance#initialize}
     * @throws dev.vespula.Trap        if it traps
     * @throws dev.vespula.WasmThrown  if it throws an exception that nothing catches
     */
    public static int run(Instance program) {
        Optional<Extern> start = program.export("_start");
        if (start.isEmpty() || !(start.get() instanceof Func main)) {
            throw new NoSuchElementException(
                    "the module exports no function \"_start\", so it is no program; a library is made ready by"
                            + " Instance.initialize()");
        }
        try {
            main.call();
            return 0;
        } catch (ExitException e) {
            return e.status();
        }
    }

    /**
     * Defines the interfaces of WASI 0.2 for components: {@code wasi:io}, {@code wasi:cli}, {@code wasi:clocks}, {@code wasi:random},
     * {@code wasi:filesystem}, {@code wasi:sockets}.
     * Components that were made for an earlier 0.2 find them too. An instance shares the process with all others of the linker.
     *
     * @throws dev.vespula.LinkException if one of the names is taken; nothing is defined then
     */
    public <T extends @Nullable Object> void addTo(ComponentLinker<T> linker) {
        addTo(linker, PerInstance.of(store -> this));
    }

    /**
     * As {@link #addTo(ComponentLinker)}, with a process for each instance: for components that are {@linkplain
     * ComponentLinker#prepare prepared} once and instantiated often.
     *
     * @param process called when an instance is made; whoever makes the instance closes the process
     */
    public static <T extends @Nullable Object> void addTo(ComponentLinker<T> linker, PerInstance<T, Wasi> process) {
        Preview2.define(linker, process.map(Wasi::interfaces));
    }

    /** The resources of the process's guests: for artifacts of this project that define further interfaces. */
    public ResourceCount resources() {
        return interfaces().count();
    }

    /**
     * A stream for a component.
     *
     * @param input read as standard input is; closed with the stream
     * @throws dev.vespula.Trap if there are too many resources
     */
    public WasiInput input(InputStream input) {
        InputDescriptor descriptor = new InputDescriptor(input, FileType.UNKNOWN, stop);
        return new HostInput(descriptor).open(interfaces().count(), () -> {
            descriptor.close();
            close(input);
        });
    }

    /**
     * A stream for a component.
     *
     * @param publisher asked for an item when the last one has been read; cancelled with the stream
     * @throws dev.vespula.Trap if there are too many resources
     */
    public WasiInput input(Flow.Publisher<ByteBuffer> publisher) {
        return PublisherInput.of(interfaces().count(), publisher);
    }

    /**
     * A stream for a component that reads a socket or pipe, for which no thread waits.
     *
     * @param channel made non-blocking, and closed with the stream
     * @throws IOException if it cannot be made non-blocking
     * @throws dev.vespula.Trap if there are too many resources
     */
    public <C extends SelectableChannel & ReadableByteChannel> WasiInput input(C channel) throws IOException {
        channel.configureBlocking(false);
        return new ChannelInput(interfaces().count(), channel);
    }

    /**
     * A stream for a component.
     *
     * @param output written to by the thread of the guest, and flushed after each write; closed with the stream
     * @throws dev.vespula.Trap if there are too many resources
     */
    public WasiOutput output(OutputStream output) {
        return new HostOutput(new OutputDescriptor(output, FileType.UNKNOWN)).open(interfaces().count(), () -> close(output));
    }

    private static void close(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // The guest has dropped it, and there is nobody to tell.
        }
    }

    /**
     * Something that a component can wait for.
     *
     * @param stage it is ready when this has completed, or failed
     * @throws dev.vespula.Trap if there are too many resources
     */
    public WasiPollable pollable(CompletionStage<?> stage) {
        return new Pollable(interfaces().count(), new StageSource(stage));
    }

    /**
     * Closes whatever the guest left open, the preopened sockets too, and flushes its output; the streams given stay open.
     *
     * @throws IOException the first failure, after all have been closed
     */
    @Override
    public void close() throws IOException {
        Preview2 made;
        synchronized (this) {
            isClosed = true;
            made = interfaces;
        }
        try {
            if (made != null) {
                made.close();
            }
        } finally {
            closeAll(start.mounts(), table);
        }
    }

    /** Closes what a process has opened, for components and for modules. */
    private static void closeAll(List<OpenDirectory> mounts, FdTable table) throws IOException {
        IOException failure = null;
        for (OpenDirectory mount : mounts) {
            try {
                mount.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        mounts.clear();
        table.closeAll();
        if (failure != null) {
            throw failure;
        }
    }

    /** What a process starts with. Descriptors 0, 1 and 2 are the streams; directories and sockets follow in the order given. */
    public static final class Builder {
        private final List<byte[]> arguments = new ArrayList<>();
        private final Map<String, String> variables = new LinkedHashMap<>();
        private final List<Preopen> preopens = new ArrayList<>();
        private InputStream stdin = new ByteArrayInputStream(new byte[0]);
        private OutputStream stdout = OutputStream.nullOutputStream();
        private OutputStream stderr = stdout;
        private FileType stdinType = FileType.UNKNOWN;
        private FileType stdoutType = FileType.UNKNOWN;
        private FileType stderrType = FileType.UNKNOWN;
        private WasiClock clock = WasiClock.SYSTEM;
        private DotEntries dots = DotEntries.LISTED;
        private RandomGenerator random;
        private FileAttributes attributes = FileAttributes.HOST;
        private int maxOpenFiles = DEFAULT_MAX_OPEN_FILES;
        private int maxResources = DEFAULT_MAX_RESOURCES;
        private NetworkPolicy policy = NetworkPolicy.NONE;
        private HostResolver resolver = HostResolver.SYSTEM;

        private Builder() {}

        /**
         * Appends arguments. The first of all is by convention the program's name.
         *
         * @throws IllegalArgumentException if one contains a zero character
         */
        public Builder args(String... args) {
            return args(List.of(args));
        }

        /** As {@link #args(String...)}. */
        public Builder args(List<String> args) {
            for (String arg : args) {
                arguments.add(checked(arg).getBytes(StandardCharsets.UTF_8));
            }
            return this;
        }

        /**
         * Sets a variable of the environment.
         *
         * @throws IllegalArgumentException if the name is empty or contains {@code =}, or either contains a zero character
         */
        public Builder env(String name, String value) {
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                throw new IllegalArgumentException("not a variable's name: " + PrintableName.quoted(name));
            }
            variables.put(checked(name), checked(value));
            return this;
        }

        /** Sets several variables, as {@link #env(String, String)} does. */
        public Builder env(Map<String, String> environment) {
            environment.forEach(this::env);
            return this;
        }

        /** Where standard input comes from. */
        public Builder stdin(InputStream input) {
            stdin = Objects.requireNonNull(input, "input");
            stdinType = FileType.UNKNOWN;
            return this;
        }

        /** Where standard output goes; flushed after every write of the guest. */
        public Builder stdout(OutputStream output) {
            stdout = Objects.requireNonNull(output, "output");
            stdoutType = FileType.UNKNOWN;
            return this;
        }

        /** Where standard error goes; flushed after every write of the guest. */
        public Builder stderr(OutputStream output) {
            stderr = Objects.requireNonNull(output, "output");
            stderrType = FileType.UNKNOWN;
            return this;
        }

        /**
         * Takes {@link System#in}, as it is now, for standard input. Where the JVM was started without a descriptor 0, the guest
         * is told so ({@code EBADF}) instead of reading whatever file of the JVM has that number.
         */
        public Builder inheritStdin() {
            stdin = StandardDescriptors.in();
            stdinType = StandardDescriptors.typeOf(0);
            return this;
        }

        /** Takes {@link System#out}, as it is now, for standard output. */
        public Builder inheritStdout() {
            stdout = StandardDescriptors.out(1, System.out);
            stdoutType = StandardDescriptors.typeOf(1);
            return this;
        }

        /** Takes {@link System#err}, as it is now, for standard error. */
        public Builder inheritStderr() {
            stderr = StandardDescriptors.out(2, System.err);
            stderrType = StandardDescriptors.typeOf(2);
            return this;
        }

        /** Takes all three streams of the JVM. */
        public Builder inheritStdio() {
            return inheritStdin().inheritStdout().inheritStderr();
        }

        /** Opens a directory for the guest with all access, as {@link #preopen(Path, String, Access)} does. */
        public Builder preopen(Path host, String guest) {
            return preopen(host, guest, Access.READ_WRITE);
        }

        /**
         * Opens a directory for the guest. C libraries look for directories from descriptor 3 on and stop at the first that is
         * none, so directories should come before sockets.
         *
         * @param host a directory of any file system: the default one, an archive, one in memory
         * @param guest the name the guest knows it by, such as {@code /} or {@code .}
         * @throws IllegalArgumentException if the name contains a zero character
         */
        public Builder preopen(Path host, String guest, Access access) {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(access, "access");
            String name = checked(guest);
            preopens.add(new Preopen.Mount(host, name, access));
            return this;
        }

        /** Whether listings of directories show {@code .} and {@code ..}; by default they do. */
        public Builder dotEntries(DotEntries entries) {
            dots = Objects.requireNonNull(entries, "entries");
            return this;
        }

        /** Which attributes of files the guest is shown; by default the host's. */
        public Builder fileAttributes(FileAttributes shown) {
            attributes = Objects.requireNonNull(shown, "shown");
            return this;
        }

        /**
         * How many descriptors the guest may have open at a time, its streams and what it is given from the start among them
         * (though these are never refused); beyond that it gets {@code EMFILE}. A descriptor takes at most three of the host's:
         * one for a file, and two for a directory that is open or has open files in it.
         *
         * @param most by default {@value Wasi#DEFAULT_MAX_OPEN_FILES}
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxOpenFiles(int most) {
            if (most < 0) {
                throw new IllegalArgumentException("a negative number of open files: " + most);
            }
            maxOpenFiles = most;
            return this;
        }

        /**
         * How many resources of WASI 0.2 (streams, pollables, descriptors, ...) guests may have at a time; beyond that they trap with
         * {@link dev.vespula.TrapCode#TOO_MANY_RESOURCES}.
         *
         * @param most by default {@value Wasi#DEFAULT_MAX_RESOURCES}
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxResources(int most) {
            if (most < 0) {
                throw new IllegalArgumentException("a negative number of resources: " + most);
            }
            maxResources = most;
            return this;
        }

        /**
         * What guests may do with the network through {@code wasi:sockets}; by default nothing. How many sockets they may have open at a
         * time, {@link #maxOpenFiles} says. Sockets of preview 1 come from {@link #socket(SocketChannel)} and its like, and no
         * policy is asked for them.
         */
        public Builder network(NetworkPolicy newPolicy) {
            policy = Objects.requireNonNull(newPolicy, "policy");
            return this;
        }

        /** Where the addresses of names come from; by default from the operating system. */
        public Builder hostResolver(HostResolver newResolver) {
            resolver = Objects.requireNonNull(newResolver, "resolver");
            return this;
        }

        /** Gives the guest a socket to accept connections from; the process makes the channel non-blocking and closes it. */
        public Builder socket(ServerSocketChannel listener) {
            Objects.requireNonNull(listener, "listener");
            preopens.add(new Preopen.Listening(listener));
            return this;
        }

        /** Gives the guest a connection; the process makes the channel non-blocking and closes it. */
        public Builder socket(SocketChannel connection) {
            Objects.requireNonNull(connection, "connection");
            preopens.add(new Preopen.Connected(connection));
            return this;
        }

        /** Replaces the host's clocks. */
        public Builder clock(WasiClock newClock) {
            clock = Objects.requireNonNull(newClock, "clock");
            return this;
        }

        /** Replaces the secure random numbers; a seeded generator makes runs repeatable. */
        public Builder random(RandomGenerator generator) {
            random = Objects.requireNonNull(generator, "generator");
            return this;
        }

        /**
         * Opens the directories and makes the process.
         *
         * @throws IOException if a directory does not exist, is none or may not be read; what was opened is closed then
         */
        public Wasi build() throws IOException {
            FdTable table = new FdTable(maxOpenFiles);
            StopSignal stop = new StopSignal();
            Host host = new Host(stop, attributes);
            WasiClock orderly = OrderlyClock.of(clock);
            List<OpenDirectory> mounts = new ArrayList<>();
            ProcessStreams streams = new ProcessStreams(new InputDescriptor(stdin, stdinType, stop),
                    new OutputDescriptor(stdout, stdoutType), new OutputDescriptor(stderr, stderrType));
            try {
                streams.addTo(table);
                for (Preopen preopen : preopens) {
                    Descriptor opened = preopen.open(host);
                    table.add(opened);
                    if (opened instanceof OpenDirectory directory) {
                        mounts.add(directory.again());
                    }
                }
            } catch (IOException | RuntimeException e) {
                closeAll(mounts, table);
                throw e;
            }
            return new Wasi(this, table, new ProcessStart(List.copyOf(arguments), new LinkedHashMap<>(variables), streams,
                    orderly,
                    random, policy, resolver, maxOpenFiles, maxResources, host, mounts));
        }

        private List<byte[]> environment() {
            List<byte[]> entries = new ArrayList<>();
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                entries.add((variable.getKey() + "=" + variable.getValue()).getBytes(StandardCharsets.UTF_8));
            }
            return entries;
        }

        private static String checked(String text) {
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("contains a zero character: " + PrintableName.quoted(text));
            }
            return text;
        }
    }
}
