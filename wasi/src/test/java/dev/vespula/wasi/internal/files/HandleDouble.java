package dev.vespula.wasi.internal.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
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
public final class HandleDouble extends DirectoryHandle {
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

    public HandleDouble() {
        this(new Node());
    }

    public HandleDouble(Node node) {
        this.node = node;
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
    public DirectoryHandle openDirectory(Path name) {
        use();
        return new HandleDouble(child(name));
    }

    @Override
    public DirectoryHandle openParent() {
        use();
        return new HandleDouble(node.parent == null ? node : node.parent);
    }

    @Override
    public Object identity() {
        checkOpen();
        return node;
    }

    @Override
    public SeekableByteChannel openFile(Path name, Set<? extends OpenOption> options) throws IOException {
        use();
        if (flickers) {
            throw new FileAlreadyExistsException(name.toString());
        }
        return null;
    }

    @Override
    public Filestat stat() {
        use();
        return Filestat.ofStream(FileType.DIRECTORY);
    }

    @Override
    public Filestat stat(Path name) throws IOException {
        use();
        if (flickers) {
            throw new NoSuchFileException(name.toString());
        }
        boolean link = node.links.containsKey(name.toString());
        return new Filestat(link ? name : child(name), 0, 0, link ? FileType.SYMBOLIC_LINK : FileType.DIRECTORY, 1, 0, 0, 0, 0);
    }

    @Override
    public Filestat statOpen(Path name, Filestat opened, SeekableByteChannel channel) {
        return stat();
    }

    @Override
    public Filestat look(Path name) throws IOException {
        return stat(name);
    }

    @Override
    public void list(Names taker) throws IOException {
        use();
        for (String name : names) {
            taker.add(name);
        }
    }

    @Override
    public Path entry(Path name) {
        throw new AssertionError("it is on no host");
    }

    @Override
    public Path readLink(Path name) {
        use();
        return Path.of(node.links.getOrDefault(name.toString(), "elsewhere"));
    }

    @Override
    public void createDirectory(Path name) {
        use();
    }

    @Override
    public void createSymbolicLink(Path name, Path target) {
        use();
    }

    @Override
    public void createLink(Path name, DirectoryHandle from, Path existing) {
        use();
        ((HandleDouble) from).use();
    }

    @Override
    public void deleteFile(Path name) {
        use();
    }

    @Override
    public void deleteDirectory(Path name) {
        use();
    }

    @Override
    public void rename(Path name, DirectoryHandle to, Path newName) {
        use();
        ((HandleDouble) to).use();
    }

    @Override
    public void setTimes(FileTimes times) {
        use();
    }

    @Override
    public void setTimes(Path name, FileTimes times) {
        use();
    }

    @Override
    public void setTimesOpen(Path name, Filestat opened, SeekableByteChannel channel, FileTimes times) {
        use();
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
