package dev.vespula.wasi.internal.preview2;

import dev.vespula.component.ComponentLinker;
import dev.vespula.component.HostResource;
import dev.vespula.component.LinkerInstance;
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

    /** An interface whose functions are methods of an object. */
    private static <T> LinkerInstance<T> define(ComponentLinker<T> linker, String name, Object host) {
        return define(linker, name, host, host.getClass());
    }

    private static <T, I> LinkerInstance<T> define(ComponentLinker<T> linker, String name, Object host, Class<I> type) {
        return linker.instance("wasi:" + name + "@" + VERSION).define(MethodHandles.lookup(), type, type.cast(host));
    }

    /** Defines all. */
    public <T> void define(ComponentLinker<T> linker) {
        io(linker);
        new SocketInterfaces(count, network).define(linker, VERSION);
        define(linker, "cli/environment", new Environment(arguments.stream().map(each -> new String(each,
                StandardCharsets.UTF_8))
                .toList(), variables));
        define(linker, "cli/exit", new Exit());
        standard(linker, new StandardStreams(count, standard));
        define(linker, "clocks/monotonic-clock", new MonotonicClock(clock, count));
        define(linker, "clocks/wall-clock", new WallClock(clock));
        define(linker, "clocks/timezone", new WallClock(clock));
        RandomNumbers numbers = new RandomNumbers(random);
        define(linker, "random/random", numbers);
        define(linker, "random/insecure", numbers);
        define(linker, "random/insecure-seed", numbers);
        define(linker, "filesystem/types", new FilesystemTypes()).resource("descriptor", DESCRIPTOR)
                .resource("directory-entry-stream", LISTING);
        define(linker, "filesystem/preopens", new Preopens(files, count));
    }

    private static <T> void io(ComponentLinker<T> linker) {
        define(linker, "io/error", new Poll()).resource("error", ERROR);
        define(linker, "io/poll", new Poll()).resource("pollable", POLLABLE);
        define(linker, "io/streams", new Poll()).resource("input-stream", INPUT).resource("output-stream", OUTPUT);
    }

    private static <T> void standard(ComponentLinker<T> linker, StandardStreams streams) {
        define(linker, "cli/stdin", streams);
        define(linker, "cli/stdout", streams);
        define(linker, "cli/stderr", streams);
        define(linker, "cli/terminal-input", streams).resource("terminal-input", TERMINAL_INPUT);
        define(linker, "cli/terminal-output", streams).resource("terminal-output", TERMINAL_OUTPUT);
        define(linker, "cli/terminal-stdin", streams);
        define(linker, "cli/terminal-stdout", streams);
        define(linker, "cli/terminal-stderr", streams);
    }
}
