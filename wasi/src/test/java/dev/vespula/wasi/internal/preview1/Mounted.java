package dev.vespula.wasi.internal.preview1;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import dev.vespula.wasi.Access;
import dev.vespula.wasi.internal.descriptors.Border;
import dev.vespula.wasi.internal.filesystem.ComponentGuest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory of one kind of file system, for guests of one version of WASI. It is empty, and is gone when this is closed. */
final class Mounted implements AutoCloseable {
    /** What the directory is of. */
    enum Kind {
        /** Folders that are held open, links. */
        HOST,
        /** The same, without device numbers and descriptors. */
        MEMORY,
        /** Folders that are paths, links. */
        MEMORY_OF_PATHS,
        /** Folders that are paths, no links. */
        ARCHIVE
    }

    /** The function sets. */
    enum Version { PREVIEW_1, COMPONENT }

    final Kind kind;
    final Version version;
    final Path root;
    Border guest;
    private final Path temporary;

    private Mounted(Version version, Kind kind) {
        this.version = version;
        this.kind = kind;
        try {
            temporary = Files.createTempDirectory("mounted");
            root = Files.createDirectories(root(kind, temporary));
            guest = in(Access.READ_WRITE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Every version with every kind. */
    static Stream<Mounted> all() {
        return of(Kind.values());
    }

    /** Every version with every kind that has links. */
    static Stream<Mounted> withLinks() {
        return of(Kind.HOST, Kind.MEMORY, Kind.MEMORY_OF_PATHS);
    }

    private static Stream<Mounted> of(Kind... kinds) {
        return Stream.of(Version.values()).flatMap(version -> Stream.of(kinds).map(kind -> new Mounted(version, kind)));
    }

    private static Path root(Kind kind, Path temporary) throws IOException {
        return switch (kind) {
            case HOST -> temporary.resolve("root");
            case MEMORY -> Jimfs.newFileSystem(Configuration.unix()).getPath("/root");
            case MEMORY_OF_PATHS -> Jimfs.newFileSystem(Configuration.unix().toBuilder()
                    .setSupportedFeatures(Feature.LINKS,
                            Feature.SYMBOLIC_LINKS, Feature.FILE_CHANNEL)
                    .build()).getPath("/root");
            case ARCHIVE -> archive(temporary.resolve("archive.zip")).getPath("/root");
        };
    }

    static FileSystem archive(Path file) throws IOException {
        return FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of("create", "true"));
    }

    /** One more guest of the directory, with a table of its own. */
    Border in(Access access) throws IOException {
        return version == Version.PREVIEW_1 ? Guest.in(root, access) : new ComponentGuest(root, access);
    }

    boolean isOfComponent() {
        return version == Version.COMPONENT;
    }

    @Override
    public void close() throws IOException {
        guest.close();
        if (kind != Kind.HOST) {
            root.getFileSystem().close();
        }
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    @Override
    public String toString() {
        return List.of(version, kind).toString();
    }
}
