package dev.vespula.wasi.internal.files;

import dev.vespula.wasi.Access;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A directory on no host, in a tree that grows where it is walked. It counts how often it is closed, fails when used afterwards,
 * and can be made to work for long.
 */
public final class DirectoryDouble extends Directory {
    public final AtomicInteger closed = new AtomicInteger();
    public final AtomicInteger uses = new AtomicInteger();
    /** An operation tells here that it has begun. */
    public final CountDownLatch begun = new CountDownLatch(1);
    /** And goes on when this is open. */
    public volatile CountDownLatch gate = new CountDownLatch(0);
    /** What {@code list} tells. */
    public List<String> names = List.of();
    /** Whether names are never there when looked at, and always when to be created. */
    public boolean flickers;
    public final Node node;

    /** A directory, however many handles are open on it. */
    public static final class Node {
        Node parent;
        final Map<String, Node> children = new HashMap<>();
        final Map<String, String> links = new HashMap<>();
        /** Handles opened on this and what is below. */
        int opened;
    }

    public DirectoryDouble(Host host) {
        this(host, FileSystems.getDefault());
    }

    public DirectoryDouble(Host host, FileSystem fileSystem) {
        super(fileSystem, Access.READ_WRITE, host);
        node = new Node();
        countOpened();
    }

    private DirectoryDouble(Directory from, Node node) {
        super(from);
        this.node = node;
        countOpened();
    }

    private void countOpened() {
        for (Node above = node; above != null; above = above.parent) {
            above.opened++;
        }
    }

    private Node child(Path name) {
        return node.children.computeIfAbsent(name.toString(), key -> {
            Node child = new Node();
            child.parent = node;
            return child;
        });
    }

    /** The attributes of a file that was opened in this directory. */
    Filestat opened(String name) {
        return new Filestat(child(Path.of(name)), 0, 0, FileType.DIRECTORY, 1, 0, 0, 0, 0);
    }

    private void use() {
        begun.countDown();
        try {
            if (gate.getCount() > 0) {
                gate.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        checkOpen();
        uses.incrementAndGet();
    }

    private void checkOpen() {
        if (closed.get() > 0) {
            throw new AssertionError("used after it was closed");
        }
    }

    @Override
    Directory openDirectory(Path name) {
        use();
        return new DirectoryDouble(this, child(name));
    }

    @Override
    Directory openAbove() {
        use();
        return new DirectoryDouble(this, node.parent == null ? node : node.parent);
    }

    @Override
    Object readIdentity() {
        checkOpen();
        return node;
    }

    @Override
    SeekableByteChannel openFile(Path name, Set<? extends OpenOption> options) throws IOException {
        use();
        if (flickers) {
            throw new FileAlreadyExistsException(name.toString());
        }
        return null;
    }

    @Override
    Filestat readStat() {
        use();
        return Filestat.ofStream(FileType.DIRECTORY);
    }

    @Override
    Filestat stat(Path name) throws IOException {
        use();
        if (flickers) {
            throw new NoSuchFileException(name.toString());
        }
        boolean link = node.links.containsKey(name.toString());
        return new Filestat(link ? name : child(name), 0, 0, link ? FileType.SYMBOLIC_LINK : FileType.DIRECTORY, 1, 0, 0, 0, 0);
    }

    @Override
    Filestat look(Path name) throws IOException {
        return stat(name);
    }

    @Override
    void listNames(Names taker) throws IOException {
        use();
        for (String name : names) {
            taker.add(name);
        }
    }

    @Override
    Path entry(Path name) {
        throw new AssertionError("it is on no host");
    }

    @Override
    Path readLink(Path name) {
        use();
        return Path.of(node.links.getOrDefault(name.toString(), "elsewhere"));
    }

    @Override
    void createDirectory(Path name) {
        use();
    }

    @Override
    void createSymbolicLink(Path name, Path target) {
        use();
    }

    @Override
    void createLink(Path name, Directory from, Path existing) {
        use();
        ((DirectoryDouble) from).use();
    }

    @Override
    void deleteFile(Path name) {
        use();
    }

    @Override
    void deleteDirectory(Path name) {
        use();
    }

    @Override
    void rename(Path name, Directory to, Path newName) {
        use();
        ((DirectoryDouble) to).use();
    }

    @Override
    void writeTimes(FileTimes times) {
        use();
    }

    @Override
    void setTimes(Path name, FileTimes times) {
        use();
    }

    @Override
    void release() {
        closed.incrementAndGet();
    }
}
