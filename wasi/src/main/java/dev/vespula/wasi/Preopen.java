package dev.vespula.wasi;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Something a process has open from the start, behind its standard streams. */
sealed interface Preopen {
    /** Opens it for one process. */
    Descriptor open(Host host) throws IOException;

    /** A directory under a name. */
    record Mount(Path host, String name, Access access) implements Preopen {
        @Override
        public Descriptor open(Host process) throws IOException {
            try (Directory directory = Directory.open(host, access, process)) {
                return OpenDirectory.preopened(directory, name);
            }
        }
    }

    /** A socket to accept connections from. */
    record Listening(ServerSocketChannel channel) implements Preopen {
        @Override
        public Descriptor open(Host process) throws IOException {
            return new Listener(channel, process.stop());
        }
    }

    /** A connection. */
    record Connected(SocketChannel channel) implements Preopen {
        @Override
        public Descriptor open(Host process) throws IOException {
            return new Connection(channel, Socket.flagsOf(channel), process.stop());
        }
    }
}
