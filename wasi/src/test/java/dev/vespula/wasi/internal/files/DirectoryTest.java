package dev.vespula.wasi.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.wasi.FileAttributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A directory that several descriptors and threads hold is closed once, after the last use, and never used afterwards. */
class DirectoryTest {
    private static final Host HOST = new Host(new StopSignal(), FileAttributes.HOST);
    private static final FileTimes TIMES = new FileTimes(null, null);

    private final DirectoryDouble directory = new DirectoryDouble(HOST);

    private interface Use {
        void of(DirectoryDouble directory) throws IOException;
    }

    /** Everything that can be done with a directory. */
    private static List<Use> uses() {
        Directory elsewhere = new DirectoryDouble(HOST);
        return List.of(
                Directory::retain, Directory::stat, d -> d.stat("f"), d -> d.statIfExists("f"), d -> d.statOpen("f", d.opened(
                        "f"), null),
                d -> d.list(name -> {}), d -> d.look("f"), Directory::openParent, d -> d.readLink("f"), d -> d.openDirectory(
                        "d"), d -> d.openFile("f", Set.of()),
                d -> d.createDirectory("d"), d -> d.createSymbolicLink("l", "f"), d -> d.deleteFile("f"), d -> d
                        .deleteDirectory("d"),
                d -> d.setTimes(TIMES), d -> d.setTimes("f", TIMES), d -> d.setTimesOpen("f", d.opened("f"), null, TIMES),
                d -> d.createLink("l", elsewhere, "f"), d -> elsewhere.createLink("l", d, "f"),
                d -> d.rename("f", elsewhere, "g"), d -> elsewhere.rename("f", d, "g"));
    }

    @Test
    void whatIsClosedIsNotUsed() throws IOException {
        directory.close();
        for (Use use : uses()) {
            assertThatThrownBy(() -> use.of(directory)).isInstanceOfSatisfying(ErrnoException.class,
                    e -> assertThat(e.errno()).isEqualTo(Errno.BADF));
        }
        assertThat(directory.uses.get()).isZero();
        assertThat(directory.closed.get()).isEqualTo(1);
        assertThatThrownBy(directory::close).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsClosedIsNotAskedWhichItIs() throws IOException {
        directory.close();
        assertThatThrownBy(directory::identity).isInstanceOf(ErrnoException.class);
    }

    /** The last holder lets go while an operation is under way: the directory stays open until that is done. */
    @Test
    void anOperationHoldsTheDirectory() throws Exception {
        for (Use use : uses().subList(1, uses().size())) {
            DirectoryDouble used = new DirectoryDouble(HOST);
            used.gate = new CountDownLatch(1);
            FutureTask<Void> operation = new FutureTask<>(() -> {
                use.of(used);
                return null;
            });
            new Thread(operation).start();
            used.begun.await();
            used.close();
            assertThat(used.closed.get()).isZero();
            used.gate.countDown();
            operation.get();
            assertThat(used.closed.get()).isEqualTo(1);
        }
    }

    /** Two descriptors of one directory, each used by a thread of its own: no count is lost. */
    @Test
    void holdersOfSeveralThreadsAreCounted() throws Exception {
        List<FutureTask<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new FutureTask<>(() -> {
                for (int n = 0; n < 50_000; n++) {
                    try (Directory held = directory.retain()) {
                        held.stat();
                    }
                }
                return null;
            }));
        }
        threads.forEach(thread -> new Thread(thread).start());
        for (FutureTask<Void> thread : threads) {
            thread.get();
        }
        assertThat(directory.closed.get()).isZero();
        directory.createDirectory("d");
        directory.close();
        assertThat(directory.closed.get()).isEqualTo(1);
    }
}
