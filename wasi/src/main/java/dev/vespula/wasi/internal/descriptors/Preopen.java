package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.internal.files.Directory;
import dev.vespula.wasi.internal.files.Host;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Something a process has open from the start, behind its standard streams. */
public sealed interface Preopen {
    /** Opens it for one process. */
    public Descriptor open(Host host) throws IOException;

    /** A directory under a name. */
    public record Mount(Path host, String name, Access access) implements Preopen {
        @Override
        public Descriptor open(Host process) throws IOException {
            try (Directory directory = Directory.open(host, access, process)) {
                return OpenDirectory.preopened(directory, name);
            }
        }
    }

    /** A socket to accept connections from. */
    public record Listening(ServerSocketChannel channel) implements Preopen {
        @Override
        public Descriptor open(Host process) throws IOException {
            return new Listener(channel, process.stop());
        }
    }

    /** A connection. */
    public record Connected(SocketChannel channel) implements Preopen {
        @Override
        public Descriptor open(Host process) throws IOException {
            return new Connection(channel, Socket.flagsOf(channel), process.stop());
        }
    }
}
