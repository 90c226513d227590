package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.Directory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Filestat;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.PathResolver.Location;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** Opens what a path has led to: as Linux does, whatever the flags, the rights and the kind of file are. */
final class FileOpening {
    /** How often a file may be created or removed by another in the moment between looking and opening. */
    private static final int MOST_ATTEMPTS = 64;

    private final Location location;
    private final OpenRequest request;

    FileOpening(Location location, OpenRequest request) {
        this.location = location;
        this.request = request;
    }

    /** Opens it; {@link SandboxPaths#open} tells the errors. */
    Descriptor open(StopSignal stop) throws IOException {
        if (location.isSelf()) {
            return openDirectory();
        }
        Errno.ISDIR.when(request.asks(Flags.OPEN_CREATE) && location.directoryWanted());
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            stop.check();
            Filestat stat = location.parent().statIfExists(location.name());
            Descriptor opened = stat != null ? openExisting(stat) : create();
            if (opened != null) {
                return opened;
            }
        }
        // Somebody else keeps creating and removing it.
        throw Errno.AGAIN.exception();
    }

    /** Opens what a name is of; null when it is gone meanwhile and may be created. */
    private Descriptor openExisting(Filestat stat) throws IOException {
        Errno.EXIST.when(request.isOfNewFile());
        try {
            return switch (stat.type()) {
                case DIRECTORY -> openDirectory();
                case SYMBOLIC_LINK -> throw (request.asks(Flags.OPEN_DIRECTORY) ? Errno.NOTDIR : Errno.LOOP).exception();
                default -> openFile(stat);
            };
        } catch (IOException e) {
            if (Errno.of(e) == Errno.NOENT && request.asks(Flags.OPEN_CREATE)) {
                return null;
            }
            throw e;
        }
    }

    private Descriptor openDirectory() throws IOException {
        Errno.EXIST.when(request.isOfNewFile());
        Errno.ISDIR.when(request.writes() || request.asks(Flags.OPEN_CREATE));
        Directory opened = location.isSelf() ? location.parent().retain() : location.parent().openDirectory(location.name());
        try (opened) {
            return new OpenDirectory(opened, request.rights() & Rights.DIRECTORY, request.inheriting(), request.fdFlags());
        }
    }

    private Descriptor openFile(Filestat stat) throws IOException {
        Errno.NOTDIR.when(request.asks(Flags.OPEN_DIRECTORY));
        location.requireDirectoryIfWanted(stat);
        // Opening a pipe would wait for its other end, and a socket file cannot be opened at all.
        Errno.NXIO.when(!stat.isRegularFile() && stat.type() != FileType.CHARACTER_DEVICE);
        Set<OpenOption> options = new HashSet<>();
        if (request.writes()) {
            options.add(StandardOpenOption.WRITE);
        }
        if (!request.writes() || (request.rights() & Rights.FD_READ) != 0) {
            options.add(StandardOpenOption.READ);
        }
        if (request.asks(Flags.OPEN_TRUNCATE)) {
            options.add(StandardOpenOption.TRUNCATE_EXISTING);
        }
        return file(location.parent().openFile(location.name(), options));
    }

    /**
     * A new file is opened for reading and writing, since it could not be created otherwise; the rights decide what is used. Null
     * when somebody else has just created it: it exists then, whatever it is.
     */
    private Descriptor create() throws IOException {
        Errno.NOENT.when(!request.asks(Flags.OPEN_CREATE));
        SeekableByteChannel channel;
        try {
            channel = location.parent().openFile(location.name(),
                    Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
        } catch (IOException e) {
            if (Errno.of(e) == Errno.EXIST && !request.asks(Flags.OPEN_EXCLUSIVE)) {
                return null;
            }
            throw e;
        }
        return file(channel);
    }

    private Descriptor file(SeekableByteChannel channel) throws IOException {
        try {
            Filestat opened = location.parent().stat(location.name());
            return new OpenFile(location.parent(), location.name(), opened, channel, request.rights() & Rights.FILE,
                    request.inheriting(), request.fdFlags());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
