package dev.vespula.wasi.internal.filesystem;

import dev.vespula.component.HostCall;
import dev.vespula.component.Result;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.Descriptor;
import dev.vespula.wasi.internal.descriptors.FdTable;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.descriptors.SandboxPaths;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.Host;
import dev.vespula.wasi.internal.files.StopSignal;
import dev.vespula.wasi.internal.io.GuestError;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files that components of one process have open, in a table of their own. Thread-safe. */
public final class GuestFiles implements AutoCloseable {
    private final FdTable table;
    private final Host host;
    private final WasiClock clock;
    private final SandboxPaths paths;
    private final ObjectHash hash;
    /** Held for the guests, whatever those of preview 1 do with theirs. */
    private final List<OpenDirectory> mounts;

    /** What the sandbox is asked for. */
    interface Question<R> {
        R ask() throws IOException;
    }

    /**
     * Nothing is open yet, and at most so many files at a time will be.
     *
     * @param mounts directories for the guests, preopened under their names; they stay whoever gives them
     */
    public GuestFiles(int maxOpenFiles, Host host, WasiClock clock, List<OpenDirectory> mounts) {
        this.table = new FdTable(maxOpenFiles);
        this.host = host;
        this.clock = clock;
        this.paths = new SandboxPaths(host);
        this.hash = new ObjectHash(host);
        this.mounts = mounts;
    }

    List<Preopens.Preopened> preopened(ResourceCount count) {
        List<Preopens.Preopened> given = new ArrayList<>();
        for (OpenDirectory mount : mounts) {
            try {
                OpenDirectory directory = mount.again();
                given.add(new Preopens.Preopened(new GuestDescriptor(count, this, hold(table.add(directory))), mount.name()));
            } catch (IOException e) {
                throw GuestError.trap("a preopened directory is not there any more");
            }
        }
        return given;
    }

    /** The only holder of a number. */
    Hold hold(int number) {
        return new Hold(table, number, host.stop());
    }

    /** Opens something, if the guest may have one more, and gives its number. */
    Hold open(Question<Descriptor> opening) throws IOException {
        try (FdTable.Reservation number = table.reserve()) {
            return hold(number.give(opening.ask()));
        }
    }

    StopSignal stop() {
        return host.stop();
    }

    Host host() {
        return host;
    }

    SandboxPaths paths() {
        return paths;
    }

    ObjectHash hash() {
        return hash;
    }

    /** Nanoseconds since 1970. */
    long now() {
        return clock.realtime();
    }

    /** What a guest gets: the sandbox's answer, or why there is none. */
    <R> Result<R, ErrorCode> answer(HostCall<?> call, Question<R> question) {
        host.stop().calledBy(call.store());
        try {
            return Result.ok(told(question));
        } catch (FilesystemFailure e) {
            return Result.err(e.code());
        }
    }

    /** The sandbox's answer; all failures as what a guest may know of them. */
    static <R> R told(Question<R> question) throws FilesystemFailure {
        try {
            return question.ask();
        } catch (IOException e) {
            throw FilesystemFailure.of(Errno.of(e));
        } catch (RuntimeException e) {
            Errno errno = Errno.ofUnchecked(e);
            if (errno == null) {
                throw e;
            }
            throw FilesystemFailure.of(errno);
        }
    }

    /** Closes whatever guests left open; the first failure is thrown after all have been closed. */
    @Override
    public void close() throws IOException {
        table.closeAll();
    }
}
