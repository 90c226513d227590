package dev.vespula.wasi.internal.preview1;

import dev.vespula.Caller;
import dev.vespula.ExitException;
import dev.vespula.HostArgs;
import dev.vespula.HostFunction;
import dev.vespula.LinkException;
import dev.vespula.Linker;
import dev.vespula.wasi.internal.descriptors.FdTable;
import dev.vespula.wasi.internal.descriptors.GuestMemory;
import dev.vespula.wasi.internal.descriptors.Turn;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.util.NoSuchElementException;

/**
 * The functions of {@code wasi_snapshot_preview1} as the engine calls them: finds the caller's memory, unpacks the arguments,
 * turns failures into errnos. Switches instead of a lambda per function, because making 46 lambdas takes longer than a short
 * program runs (45 ms in a fresh JVM).
 */
public final class Preview1 {
    public static final String MODULE = "wasi_snapshot_preview1";

    private static final String MEMORY = "memory";

    private final FdTable table;
    private final ProcessFunctions process;
    private final FdFunctions fds;
    private final PathFunctions paths;
    private final PollFunctions poll;
    private final SocketFunctions sockets;
    private final StopSignal stop;

    public Preview1(FdTable table, ProcessFunctions process, FdFunctions fds, PathFunctions paths, PollFunctions poll,
            SocketFunctions sockets, StopSignal stop) {
        this.table = table;
        this.process = process;
        this.fds = fds;
        this.paths = paths;
        this.poll = poll;
        this.sockets = sockets;
        this.stop = stop;
    }

    /** Defines all, or nothing if a name is taken. */
    public <T> void define(Linker<T> linker) {
        Linker<T> own = new Linker<>(linker.engine());
        for (Function function : Function.values()) {
            own.func(MODULE, function.importName(), function.type(), new Entry<>(this, function));
        }
        linker.defineAll(own);
    }

    private record Entry<T>(Preview1 functions, Function function) implements HostFunction<T> {
        @Override
        public void call(Caller<T> caller, HostArgs args) {
            if (function == Function.PROC_EXIT) {
                throw new ExitException(args.i32(0));
            }
            args.result(0, functions.run(function, caller, args).code());
        }
    }

    @SuppressWarnings("try")
    private Errno run(Function function, Caller<?> caller, HostArgs args) {
        stop.calledBy(caller.store());
        GuestMemory memory = function.needsMemory() ? memoryOf(caller) : null;
        try (Turn turn = turn(function, args)) {
            run(function, memory, args);
            return Errno.SUCCESS;
        } catch (IOException e) {
            return Errno.of(e);
        } catch (RuntimeException e) {
            Errno errno = Errno.ofUnchecked(e);
            if (errno == null) {
                throw e;
            }
            return errno;
        }
    }

    /** Threads that use the same descriptor take turns; polling, which may take long, does so for moments only. */
    private Turn turn(Function function, HostArgs args) throws IOException {
        int descriptor = function.descriptor();
        if (descriptor < 0) {
            return Turn.FREE;
        }
        int other = function.otherDescriptor();
        return other < 0 ? table.take(args.i32(descriptor), stop) : table.take(args.i32(descriptor), args.i32(other), stop);
    }

    private static GuestMemory memoryOf(Caller<?> caller) {
        try {
            return new GuestMemory(caller.memory(MEMORY));
        } catch (NoSuchElementException e) {
            throw new LinkException("a module that calls WASI functions must export its memory as \"" + MEMORY + "\"");
        }
    }

    /** @param m null for functions that need none */
    private void run(Function function, GuestMemory m, HostArgs a) throws IOException {
        switch (function) {
            case ARGS_GET -> process.argsGet(m, a.i32(0), a.i32(1));
            case ARGS_SIZES_GET -> process.argsSizesGet(m, a.i32(0), a.i32(1));
            case ENVIRON_GET -> process.environGet(m, a.i32(0), a.i32(1));
            case ENVIRON_SIZES_GET -> process.environSizesGet(m, a.i32(0), a.i32(1));
            case CLOCK_RES_GET -> process.clockResGet(m, a.i32(0), a.i32(1));
            case CLOCK_TIME_GET -> process.clockTimeGet(m, a.i32(0), a.i32(2));
            case RANDOM_GET -> process.randomGet(m, a.i32(0), a.i32(1));
            case PROC_RAISE -> raise(a.i32(0));
            case SCHED_YIELD -> process.schedYield();
            case FD_ADVISE -> fds.advise(a.i32(0), a.i64(1), a.i64(2), a.i32(3));
            case FD_ALLOCATE -> fds.allocate(a.i32(0), a.i64(1), a.i64(2));
            case FD_CLOSE -> fds.close(a.i32(0));
            case FD_DATASYNC -> fds.datasync(a.i32(0));
            case FD_FDSTAT_GET -> fds.fdstatGet(m, a.i32(0), a.i32(1));
            case FD_FDSTAT_SET_FLAGS -> fds.fdstatSetFlags(a.i32(0), a.i32(1));
            case FD_FDSTAT_SET_RIGHTS -> fds.fdstatSetRights(a.i32(0), a.i64(1), a.i64(2));
            case FD_FILESTAT_GET -> fds.filestatGet(m, a.i32(0), a.i32(1));
            case FD_FILESTAT_SET_SIZE -> fds.filestatSetSize(a.i32(0), a.i64(1));
            case FD_FILESTAT_SET_TIMES -> fds.filestatSetTimes(a.i32(0), a.i64(1), a.i64(2), a.i32(3));
            case FD_PREAD -> fds.pread(m, a.i32(0), a.i32(1), a.i32(2), a.i64(3), a.i32(4));
            case FD_PRESTAT_GET -> fds.prestatGet(m, a.i32(0), a.i32(1));
            case FD_PRESTAT_DIR_NAME -> fds.prestatDirName(m, a.i32(0), a.i32(1), a.i32(2));
            case FD_PWRITE -> fds.pwrite(m, a.i32(0), a.i32(1), a.i32(2), a.i64(3), a.i32(4));
            case FD_READ -> fds.read(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3));
            case FD_READDIR -> fds.readdir(m, a.i32(0), a.i32(1), a.i32(2), a.i64(3), a.i32(4));
            case FD_RENUMBER -> fds.renumber(a.i32(0), a.i32(1));
            case FD_SEEK -> fds.seek(m, a.i32(0), a.i64(1), a.i32(2), a.i32(3));
            case FD_SYNC -> fds.sync(a.i32(0));
            case FD_TELL -> fds.tell(m, a.i32(0), a.i32(1));
            case FD_WRITE -> fds.write(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3));
            case PATH_CREATE_DIRECTORY -> paths.createDirectory(m, a.i32(0), a.i32(1), a.i32(2));
            case PATH_FILESTAT_GET -> paths.filestatGet(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4));
            case PATH_FILESTAT_SET_TIMES -> paths.filestatSetTimes(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3),
                    a.i64(4), a.i64(5), a.i32(6));
            case PATH_LINK -> paths.link(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4), a.i32(5), a.i32(6));
            case PATH_OPEN -> paths.open(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4),
                    a.i64(5), a.i64(6), a.i32(7), a.i32(8));
            case PATH_READLINK -> paths.readlink(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4), a.i32(5));
            case PATH_REMOVE_DIRECTORY -> paths.removeDirectory(m, a.i32(0), a.i32(1), a.i32(2));
            case PATH_RENAME -> paths.rename(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4), a.i32(5));
            case PATH_SYMLINK -> paths.symlink(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4));
            case PATH_UNLINK_FILE -> paths.unlinkFile(m, a.i32(0), a.i32(1), a.i32(2));
            case POLL_ONEOFF -> poll.pollOneoff(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3));
            case SOCK_ACCEPT -> sockets.accept(m, a.i32(0), a.i32(1), a.i32(2));
            case SOCK_RECV -> sockets.receive(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4), a.i32(5));
            case SOCK_SEND -> sockets.send(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4));
            case SOCK_SHUTDOWN -> sockets.shutdown(a.i32(0), a.i32(1));
            case PROC_EXIT -> throw new AssertionError("ends before");
        }
    }

    private void raise(int signal) throws IOException {
        int status = process.procRaise(signal);
        if (status >= 0) {
            throw new ExitException(status);
        }
    }
}
