package dev.vespula.wasi.internal.preview2;

import dev.vespula.Engine;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.HostResource;
import dev.vespula.component.LinkerInstance;
import dev.vespula.component.PerInstance;
import dev.vespula.wasi.internal.command.Environment;
import dev.vespula.wasi.internal.command.Exit;
import dev.vespula.wasi.internal.command.MonotonicClock;
import dev.vespula.wasi.internal.command.RandomNumbers;
import dev.vespula.wasi.internal.command.StandardStreams;
import dev.vespula.wasi.internal.command.WallClock;
import dev.vespula.wasi.internal.filesystem.FilesystemTypes;
import dev.vespula.wasi.internal.filesystem.GuestDescriptor;
import dev.vespula.wasi.internal.filesystem.GuestFiles;
import dev.vespula.wasi.internal.filesystem.GuestListing;
import dev.vespula.wasi.internal.filesystem.Preopens;
import dev.vespula.wasi.internal.io.GuestInput;
import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.IoError;
import dev.vespula.wasi.internal.io.Poll;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.ResourceCount;
import dev.vespula.wasi.internal.sockets.NetworkAccess;
import dev.vespula.wasi.internal.sockets.SocketInterfaces;
import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The interfaces of WASI 0.2 for one process. */
public final class Preview2 implements Closeable {
    /** The version that is offered; older ones of 0.2 are served by it. */
    public static final String VERSION = "0.2.12";
    /** {@code wasi:io/error}. */
    public static final HostResource ERROR = HostResource.of("error", IoError.class, IoError::close);
    /** {@code wasi:io/poll}. */
    public static final HostResource POLLABLE = HostResource.of("pollable", Pollable.class, Pollable::close);
    /** {@code wasi:io/streams}. */
    public static final HostResource INPUT = HostResource.of("input-stream", GuestInput.class, GuestInput::close);
    /** {@code wasi:io/streams}. */
    public static final HostResource OUTPUT = HostResource.of("output-stream", GuestOutput.class, GuestOutput::close);
    private static final HostResource DESCRIPTOR = HostResource.of("descriptor", GuestDescriptor.class, GuestDescriptor::close);
    private static final HostResource LISTING = HostResource.of("directory-entry-stream", GuestListing.class,
            GuestListing::close);
    private static final HostResource TERMINAL_INPUT = HostResource.of("terminal-input", StandardStreams.TerminalInput.class,
            StandardStreams.TerminalInput::close);
    private static final HostResource TERMINAL_OUTPUT = HostResource.of("terminal-output", StandardStreams.TerminalOutput.class,
            StandardStreams.TerminalOutput::close);

    private final ResourceCount count;
    private final ProcessStart start;
    private final GuestFiles files;
    private final NetworkAccess network;
    private StandardStreams streams;
    private RandomNumbers numbers;

    /** Of a process. */
    public Preview2(ProcessStart start) {
        this.start = start;
        this.count = new ResourceCount(start.maxResources());
        this.files = new GuestFiles(start.maxOpenFiles(), start.host(), start.clock(), start.mounts());
        this.network = new NetworkAccess(start.policy(), start.resolver(), start.maxOpenFiles());
    }

    /** Closes the sockets and files that guests left open. */
    @Override
    public void close() throws IOException {
        closeNetwork();
        files.close();
    }

    /** Closes the sockets, and opens no more. */
    public void closeNetwork() {
        network.close();
    }

    /** The resources of the process. */
    public ResourceCount count() {
        return count;
    }

    /** An interface whose functions are methods of an object that each process has. */
    private static <T, I> LinkerInstance<T> define(ComponentLinker<T> linker, String name, Class<I> type,
            PerInstance<T, I> host) {
        return linker.instance("wasi:" + name + "@" + VERSION).define(MethodHandles.lookup(), type, host);
    }

    /** Defines all, or nothing if a name is taken. */
    public static <T> void define(ComponentLinker<T> linker, PerInstance<T, Preview2> process) {
        linker.defineAll(interfaces(linker.engine(), process));
    }

    private static <T> ComponentLinker<T> interfaces(Engine engine, PerInstance<T, Preview2> process) {
        ComponentLinker<T> linker = new ComponentLinker<>(engine);
        io(linker);
        SocketInterfaces.define(linker, VERSION, process.map(each -> new SocketInterfaces(each.count, each.network)));
        define(linker, "cli/environment", Environment.class, process.map(Preview2::environment));
        define(linker, "cli/exit", Exit.class, process.map(each -> new Exit()));
        standard(linker, process.map(Preview2::streams));
        define(linker, "clocks/monotonic-clock", MonotonicClock.class, process.map(each -> new MonotonicClock(each.start
                .clock(),
                each.count)));
        PerInstance<T, WallClock> wall = process.map(each -> new WallClock(each.start.clock()));
        define(linker, "clocks/wall-clock", WallClock.class, wall);
        define(linker, "clocks/timezone", WallClock.class, wall);
        PerInstance<T, RandomNumbers> numbers = process.map(Preview2::numbers);
        define(linker, "random/random", RandomNumbers.class, numbers);
        define(linker, "random/insecure", RandomNumbers.class, numbers);
        define(linker, "random/insecure-seed", RandomNumbers.class, numbers);
        define(linker, "filesystem/types", FilesystemTypes.class, process.map(each -> new FilesystemTypes())).resource(
                "descriptor", DESCRIPTOR).resource("directory-entry-stream", LISTING);
        define(linker, "filesystem/preopens", Preopens.class, process.map(each -> new Preopens(each.files, each.count)));
        return linker;
    }

    private Environment environment() {
        return new Environment(start.arguments().stream().map(each -> new String(each, StandardCharsets.UTF_8)).toList(), start
                .variables());
    }

    /** The same for all instances of the process: what one has read, the others do not. */
    private synchronized StandardStreams streams() {
        streams = streams == null ? new StandardStreams(count, start.standard()) : streams;
        return streams;
    }

    private synchronized RandomNumbers numbers() {
        numbers = numbers == null ? new RandomNumbers(start.random()) : numbers;
        return numbers;
    }

    private static <T> void io(ComponentLinker<T> linker) {
        PerInstance<T, Poll> poll = PerInstance.of(store -> new Poll());
        define(linker, "io/error", Poll.class, poll).resource("error", ERROR);
        define(linker, "io/poll", Poll.class, poll).resource("pollable", POLLABLE);
        define(linker, "io/streams", Poll.class, poll).resource("input-stream", INPUT).resource("output-stream", OUTPUT);
    }

    private static <T> void standard(ComponentLinker<T> linker, PerInstance<T, StandardStreams> streams) {
        for (String name : List.of("stdin", "stdout", "stderr", "terminal-stdin", "terminal-stdout", "terminal-stderr")) {
            define(linker, "cli/" + name, StandardStreams.class, streams);
        }
        define(linker, "cli/terminal-input", StandardStreams.class, streams).resource("terminal-input", TERMINAL_INPUT);
        define(linker, "cli/terminal-output", StandardStreams.class, streams).resource("terminal-output", TERMINAL_OUTPUT);
    }
}
