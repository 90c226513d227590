package dev.vespula.wasi;

import dev.vespula.Caller;
import dev.vespula.ExitException;
import dev.vespula.HostArgs;
import dev.vespula.LinkException;
import dev.vespula.Linker;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Puts the functions of {@code wasi_snapshot_preview1} into a linker: names, types, and what each argument is. */
final class Preview1 {
    static final String MODULE = "wasi_snapshot_preview1";

    private static final String MEMORY = "memory";

    private Preview1() {
    }

    /** A function that answers with an errno. */
    @FunctionalInterface
    private interface Body {
        void call(GuestMemory memory, HostArgs args) throws IOException;
    }

    static <T> void define(Linker<T> linker, ProcessFunctions process, FdFunctions fds, PathFunctions paths,
            PollFunctions poll, SocketFunctions sockets) {
        Definitions<T> d = new Definitions<>(linker);
        defineProcess(d, process);
        defineFds(d, fds);
        definePaths(d, paths);
        d.add("poll_oneoff", "iiii", (m, a) -> poll.pollOneoff(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3)));
        d.add("sock_accept", "iii", (m, a) -> sockets.accept(m, a.i32(0), a.i32(1), a.i32(2)));
        d.add("sock_recv", "iiiiii",
            (m, a) -> sockets.receive(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4), a.i32(5)));
        d.add("sock_send", "iiiii", (m, a) -> sockets.send(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4)));
        d.add("sock_shutdown", "ii", (m, a) -> sockets.shutdown(a.i32(0), a.i32(1)));
    }

    private static <T> void defineProcess(Definitions<T> d, ProcessFunctions process) {
        d.add("args_get", "ii", (m, a) -> process.argsGet(m, a.i32(0), a.i32(1)));
        d.add("args_sizes_get", "ii", (m, a) -> process.argsSizesGet(m, a.i32(0), a.i32(1)));
        d.add("environ_get", "ii", (m, a) -> process.environGet(m, a.i32(0), a.i32(1)));
        d.add("environ_sizes_get", "ii", (m, a) -> process.environSizesGet(m, a.i32(0), a.i32(1)));
        d.add("clock_res_get", "ii", (m, a) -> process.clockResGet(m, a.i32(0), a.i32(1)));
        d.add("clock_time_get", "ili", (m, a) -> process.clockTimeGet(m, a.i32(0), a.i32(2)));
        d.add("random_get", "ii", (m, a) -> process.randomGet(m, a.i32(0), a.i32(1)));
        d.linker.func(MODULE, "proc_exit", FuncType.of(ValType.I32), (caller, args) -> {
            throw new ExitException(args.i32(0));
        });
        d.addWithoutMemory("proc_raise", "i", (m, a) -> {
            int status = process.procRaise(a.i32(0));
            if (status >= 0) {
                throw new ExitException(status);
            }
        });
        d.addWithoutMemory("sched_yield", "", (m, a) -> process.schedYield());
    }

    private static <T> void defineFds(Definitions<T> d, FdFunctions fds) {
        d.addWithoutMemory("fd_advise", "illi", (m, a) -> fds.advise(a.i32(0), a.i64(1), a.i64(2), a.i32(3)));
        d.addWithoutMemory("fd_allocate", "ill", (m, a) -> fds.allocate(a.i32(0), a.i64(1), a.i64(2)));
        d.addWithoutMemory("fd_close", "i", (m, a) -> fds.close(a.i32(0)));
        d.addWithoutMemory("fd_datasync", "i", (m, a) -> fds.datasync(a.i32(0)));
        d.add("fd_fdstat_get", "ii", (m, a) -> fds.fdstatGet(m, a.i32(0), a.i32(1)));
        d.addWithoutMemory("fd_fdstat_set_flags", "ii", (m, a) -> fds.fdstatSetFlags(a.i32(0), a.i32(1)));
        d.addWithoutMemory("fd_fdstat_set_rights", "ill", (m, a) -> fds.fdstatSetRights(a.i32(0), a.i64(1), a.i64(2)));
        d.add("fd_filestat_get", "ii", (m, a) -> fds.filestatGet(m, a.i32(0), a.i32(1)));
        d.addWithoutMemory("fd_filestat_set_size", "il", (m, a) -> fds.filestatSetSize(a.i32(0), a.i64(1)));
        d.addWithoutMemory("fd_filestat_set_times", "illi",
            (m, a) -> fds.filestatSetTimes(a.i32(0), a.i64(1), a.i64(2), a.i32(3)));
        d.add("fd_pread", "iiili", (m, a) -> fds.pread(m, a.i32(0), a.i32(1), a.i32(2), a.i64(3), a.i32(4)));
        d.add("fd_prestat_get", "ii", (m, a) -> fds.prestatGet(m, a.i32(0), a.i32(1)));
        d.add("fd_prestat_dir_name", "iii", (m, a) -> fds.prestatDirName(m, a.i32(0), a.i32(1), a.i32(2)));
        d.add("fd_pwrite", "iiili", (m, a) -> fds.pwrite(m, a.i32(0), a.i32(1), a.i32(2), a.i64(3), a.i32(4)));
        d.add("fd_read", "iiii", (m, a) -> fds.read(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3)));
        d.add("fd_readdir", "iiili", (m, a) -> fds.readdir(m, a.i32(0), a.i32(1), a.i32(2), a.i64(3), a.i32(4)));
        d.addWithoutMemory("fd_renumber", "ii", (m, a) -> fds.renumber(a.i32(0), a.i32(1)));
        d.add("fd_seek", "ilii", (m, a) -> fds.seek(m, a.i32(0), a.i64(1), a.i32(2), a.i32(3)));
        d.addWithoutMemory("fd_sync", "i", (m, a) -> fds.sync(a.i32(0)));
        d.add("fd_tell", "ii", (m, a) -> fds.tell(m, a.i32(0), a.i32(1)));
        d.add("fd_write", "iiii", (m, a) -> fds.write(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3)));
    }

    private static <T> void definePaths(Definitions<T> d, PathFunctions paths) {
        d.add("path_create_directory", "iii", (m, a) -> paths.createDirectory(m, a.i32(0), a.i32(1), a.i32(2)));
        d.add("path_filestat_get", "iiiii",
            (m, a) -> paths.filestatGet(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4)));
        d.add("path_filestat_set_times", "iiiilli", (m, a) ->
            paths.filestatSetTimes(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i64(4), a.i64(5), a.i32(6)));
        d.add("path_link", "iiiiiii", (m, a) ->
            paths.link(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4), a.i32(5), a.i32(6)));
        d.add("path_open", "iiiiillii", (m, a) -> paths.open(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4),
            a.i64(5), a.i64(6), a.i32(7), a.i32(8)));
        d.add("path_readlink", "iiiiii",
            (m, a) -> paths.readlink(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4), a.i32(5)));
        d.add("path_remove_directory", "iii", (m, a) -> paths.removeDirectory(m, a.i32(0), a.i32(1), a.i32(2)));
        d.add("path_rename", "iiiiii",
            (m, a) -> paths.rename(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4), a.i32(5)));
        d.add("path_symlink", "iiiii", (m, a) -> paths.symlink(m, a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4)));
        d.add("path_unlink_file", "iii", (m, a) -> paths.unlinkFile(m, a.i32(0), a.i32(1), a.i32(2)));
    }

    /** Runs a function and gives its outcome as the number a guest sees. */
    private static int run(Body body, GuestMemory memory, HostArgs args) {
        try {
            body.call(memory, args);
            return Errno.SUCCESS.code();
        } catch (IOException e) {
            return Errno.of(e).code();
        } catch (RuntimeException e) {
            Errno errno = Errno.ofUnchecked(e);
            if (errno == null) {
                throw e;
            }
            return errno.code();
        }
    }

    private static GuestMemory memoryOf(Caller<?> caller) {
        try {
            return new EngineMemory(caller.memory(MEMORY));
        } catch (NoSuchElementException e) {
            throw new LinkException("a module that calls WASI functions must export its memory as \"" + MEMORY + "\"");
        }
    }

    private record Definitions<T>(Linker<T> linker) {
        /** @param params a letter per parameter: {@code i} for i32, {@code l} for i64 */
        void add(String name, String params, Body body) {
            linker.func(MODULE, name, type(params), (caller, args) -> args.result(0, run(body, memoryOf(caller), args)));
        }

        /** A function that does not need the caller to export a memory. */
        void addWithoutMemory(String name, String params, Body body) {
            linker.func(MODULE, name, type(params), (caller, args) -> args.result(0, run(body, null, args)));
        }

        private static FuncType type(String params) {
            List<ValType> types = new ArrayList<>();
            for (char letter : params.toCharArray()) {
                types.add(letter == 'l' ? ValType.I64 : ValType.I32);
            }
            return new FuncType(types, List.of(ValType.I32));
        }
    }
}
