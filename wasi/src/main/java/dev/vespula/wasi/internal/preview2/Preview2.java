package dev.vespula.wasi.internal.preview2;

import dev.vespula.component.ComponentLinker;
import dev.vespula.component.HostResource;
import dev.vespula.component.LinkerInstance;
import dev.vespula.component.PerInstance;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.command.Environment;
import dev.vespula.wasi.internal.command.Exit;
import dev.vespula.wasi.internal.command.MonotonicClock;
import dev.vespula.wasi.internal.command.RandomNumbers;
import dev.vespula.wasi.internal.command.StandardStreams;
import dev.vespula.wasi.internal.command.WallClock;
import dev.vespula.wasi.internal.descriptors.ProcessStreams;
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
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The interfaces of WASI 0.2 for one process. */
public final class Preview2 {
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
    private final List<byte[]> arguments;
    private final Map<String, String> variables;
    private final ProcessStreams standard;
    private final WasiClock clock;
    private final RandomGenerator random;
    private final GuestFiles files;
    private final NetworkAccess network;
    private StandardStreams streams;
    private RandomNumbers numbers;

    /**
     * What a process has. Nothing is made of it before it is asked for: most programs are modules.
     *
     * @param random null for secure random numbers
     */
    public Preview2(int maxResources, List<byte[]> arguments, Map<String, String> variables, ProcessStreams standard,
            WasiClock clock, RandomGenerator random, GuestFiles files, NetworkAccess network) {
        this.count = new ResourceCount(maxResources);
        this.arguments = arguments;
        this.variables = variables;
        this.standard = standard;
        this.clock = clock;
        this.random = random;
        this.files = files;
        this.network = network;
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

    /** Defines all. */
    public static <T> void define(ComponentLinker<T> linker, PerInstance<T, Preview2> process) {
        io(linker);
        SocketInterfaces.define(linker, VERSION, process.map(each -> new SocketInterfaces(each.count, each.network)));
        define(linker, "cli/environment", Environment.class, process.map(Preview2::environment));
        define(linker, "cli/exit", Exit.class, process.map(each -> new Exit()));
        standard(linker, process.map(Preview2::streams));
        define(linker, "clocks/monotonic-clock", MonotonicClock.class, process.map(each -> new MonotonicClock(each.clock,
                each.count)));
        PerInstance<T, WallClock> wall = process.map(each -> new WallClock(each.clock));
        define(linker, "clocks/wall-clock", WallClock.class, wall);
        define(linker, "clocks/timezone", WallClock.class, wall);
        PerInstance<T, RandomNumbers> numbers = process.map(Preview2::numbers);
        define(linker, "random/random", RandomNumbers.class, numbers);
        define(linker, "random/insecure", RandomNumbers.class, numbers);
        define(linker, "random/insecure-seed", RandomNumbers.class, numbers);
        define(linker, "filesystem/types", FilesystemTypes.class, process.map(each -> new FilesystemTypes())).resource(
                "descriptor", DESCRIPTOR).resource("directory-entry-stream", LISTING);
        define(linker, "filesystem/preopens", Preopens.class, process.map(each -> new Preopens(each.files, each.count)));
    }

    private Environment environment() {
        return new Environment(arguments.stream().map(each -> new String(each, StandardCharsets.UTF_8)).toList(), variables);
    }

    /** The same for all instances of the process: what one has read, the others do not. */
    private synchronized StandardStreams streams() {
        streams = streams == null ? new StandardStreams(count, standard) : streams;
        return streams;
    }

    private synchronized RandomNumbers numbers() {
        numbers = numbers == null ? new RandomNumbers(random) : numbers;
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
