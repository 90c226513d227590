package dev.vespula.wasi;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Something a process has open from the start, behind its standard streams. */
sealed interface Preopen {
    /** Opens it for one process. */
    Descriptor open() throws IOException;

    /** A directory under a name. */
    record Mount(Path host, String name, Access access) implements Preopen {
        @Override
        public Descriptor open() throws IOException {
            try (Directory directory = Directory.open(host, access)) {
                return OpenDirectory.preopened(directory, name);
            }
        }
    }

    /** A socket to accept connections from. */
    record Listening(ServerSocketChannel channel) implements Preopen {
        @Override
        public Descriptor open() {
            return new Listener(channel);
        }
    }

    /** A connection. */
    record Connected(SocketChannel channel) implements Preopen {
        @Override
        public Descriptor open() {
            return new Connection(channel);
        }
    }
}
