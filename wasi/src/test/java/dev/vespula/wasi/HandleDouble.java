package dev.vespula.wasi;

import java.nio.channels.SeekableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A directory on no host. It counts how often it is closed, fails when used afterwards, and can be made to work for long. */
final class HandleDouble extends DirectoryHandle {
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger uses = new AtomicInteger();
    /** An operation tells here that it has begun. */
    final CountDownLatch begun = new CountDownLatch(1);
    /** And goes on when this is open. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    private void use() {
        begun.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (closed.get() > 0) {
            throw new AssertionError("used after it was closed");
        }
        uses.incrementAndGet();
    }

    @Override
    DirectoryHandle openDirectory(Path name) {
        use();
        return new HandleDouble();
    }

    @Override
    SeekableByteChannel openFile(Path name, Set<? extends OpenOption> options) {
        use();
        return null;
    }

    @Override
    Filestat stat() {
        use();
        return Filestat.ofStream(FileType.DIRECTORY);
    }

    @Override
    Filestat stat(Path name) {
        return stat();
    }

    @Override
    Filestat statOpen(Path name, Filestat opened, SeekableByteChannel channel) {
        return stat();
    }

    @Override
    List<String> list() {
        use();
        return List.of();
    }

    @Override
    Path readLink(Path name) {
        use();
        return name;
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
    void createLink(Path name, DirectoryHandle from, Path existing) {
        use();
        ((HandleDouble) from).use();
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
    void rename(Path name, DirectoryHandle to, Path newName) {
        use();
        ((HandleDouble) to).use();
    }

    @Override
    void setTimes(FileTimes times) {
        use();
    }

    @Override
    void setTimes(Path name, FileTimes times) {
        use();
    }

    @Override
    void setTimesOpen(Path name, Filestat opened, SeekableByteChannel channel, FileTimes times) {
        use();
    }

    @Override
    void close() {
        closed.incrementAndGet();
    }
}
