package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.Descriptor;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.descriptors.OutputDescriptor;
import dev.vespula.wasi.internal.descriptors.Turn;
import dev.vespula.wasi.internal.files.DirectoryDouble;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Threads that share descriptors work on them in turn, on both of two, and close nothing that is in use. */
class TurnTest {
    private static final int DIRECTORIES = 2;

    private final Guest guest = new Guest(WasiClock.SYSTEM);
    private final StopSignal stop = guest.stop;
    private final Preview1 functions = guest.functions();
    private final Engine engine = Engine.of(new Config());
    private final DirectoryDouble[] directories = {new DirectoryDouble(guest.host), new DirectoryDouble(guest.host)};

    TurnTest() throws IOException {
        for (DirectoryDouble directory : directories) {
            try (directory) {
                guest.table.add(OpenDirectory.preopened(directory, "d"));
            }
        }
    }

    /** A guest's call of one function, with a store of its own as each thread has; its memory begins with the path "f". */
    private Func guestFunction(Function function) {
        String signature = function.type().params().stream().map(type -> "(param " + type + ")").collect(Collectors.joining(
                " "));
        String arguments = IntStream.range(0, function.type().params().size()).mapToObj(i -> "(local.get " + i + ")")
                .collect(Collectors.joining(" "));
        String text = """
            (module (import "wasi_snapshot_preview1" "%s" (func $f %s (result i32))) (memory (export "memory") 1) (data (i32.const 0) "f")
              (func (export "call") %s (result i32) (call $f %s)))
            """.formatted(function.importName(), signature, signature, arguments);
        Linker<Void> linker = new Linker<>(engine);
        functions.define(linker);
        return linker.instantiate(new Store<>(engine), Module.of(engine, text.getBytes(StandardCharsets.UTF_8))).func("call");
    }

    private static Errno call(Func func, int... args) {
        return Errno.values()[(int) func.call(Arrays.stream(args).boxed().toArray())[0]];
    }

    private FutureTask<Errno> start(Function function, int... args) {
        FutureTask<Errno> call = new FutureTask<>(() -> call(guestFunction(function), args));
        new Thread(call).start();
        return call;
    }

    /** Link, rename and renumber of 0 and 1, where each is the first in turn. */
    private record Pair(Function function, int[] forth, int[] back) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair(Function.PATH_LINK, new int[] {0, 0, 0, 1, 1, 0, 1}, new int[] {1, 0, 0, 1, 0, 0, 1}),
            new Pair(Function.PATH_RENAME, new int[] {0, 0, 1, 1, 0, 1}, new int[] {1, 0, 1, 0, 0, 1}));

    @Test
    void aFunctionWaitsForBothOfItsDescriptors() throws Exception {
        for (Pair pair : PAIRS) {
            for (int busy = 0; busy < DIRECTORIES; busy++) {
                for (int[] args : List.of(pair.forth(), pair.back())) {
                    FutureTask<Errno> call;
                    int before = directories[0].uses.get() + directories[1].uses.get();
                    try (Turn turn = guest.table.take(busy, stop)) {
                        call = start(pair.function(), args);
                        awaitWaiting(turn.first());
                        assertThat(directories[0].uses.get() + directories[1].uses.get()).isEqualTo(before);
                        assertThat(call.isDone()).isFalse();
                    }
                    call.get();
                    assertThat(directories[0].uses.get() + directories[1].uses.get()).isGreaterThan(before);
                }
            }
        }
    }

    private static void awaitWaiting(Descriptor descriptor) {
        while (!descriptor.isAwaited()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void renumberingWaitsForTheDescriptorThatItCloses() throws Exception {
        FutureTask<Errno> call;
        try (Turn turn = guest.table.take(1, stop)) {
            call = start(Function.FD_RENUMBER, 0, 1);
            awaitWaiting(turn.first());
            assertThat(directories[1].closed.get()).isZero();
        }
        assertThat(call.get()).isEqualTo(Errno.SUCCESS);
        assertThat(directories[1].closed.get()).isEqualTo(1);
        assertThat(directories[0].closed.get()).isZero();
        assertThatThrownBy(() -> guest.table.take(0, stop)).isInstanceOf(ErrnoException.class);
    }

    @Test
    void closingWaitsForWhoeverWorks() throws Exception {
        directories[0].gate = new CountDownLatch(1);
        FutureTask<Errno> working = start(Function.FD_FILESTAT_GET, 0, 1000);
        directories[0].begun.await();
        Descriptor descriptor = guest.table.get(0);
        FutureTask<Errno> closing = start(Function.FD_CLOSE, 0);
        awaitWaiting(descriptor);
        assertThat(directories[0].closed.get()).isZero();
        directories[0].gate.countDown();
        assertThat(working.get()).isEqualTo(Errno.SUCCESS);
        assertThat(closing.get()).isEqualTo(Errno.SUCCESS);
        assertThat(directories[0].closed.get()).isEqualTo(1);
    }

    /** Whoever waited for a descriptor that is closed then does not get what has its number afterwards without its turn. */
    @Test
    void theNumberMayMeanAnotherDescriptorAfterTheWait() throws Exception {
        FutureTask<Errno> call;
        Descriptor next = new OutputDescriptor(new ByteArrayOutputStream(), FileType.UNKNOWN);
        try (Turn turn = guest.table.take(0, stop)) {
            call = start(Function.FD_FILESTAT_GET, 0, 1000);
            awaitWaiting(turn.first());
            guest.table.close(0);
            assertThat(guest.table.add(next)).isZero();
            next.acquire();
        }
        awaitWaiting(next);
        assertThat(call.isDone()).isFalse();
        next.release();
        assertThat(call.get()).isEqualTo(Errno.SUCCESS);
        assertThat(directories[0].uses.get()).isZero();
    }

    @Test
    void twoThreadsWithTheSamePairDoNotWaitForEachOther() throws Exception {
        for (Pair pair : PAIRS) {
            FutureTask<Void> forth = repeat(pair.function(), pair.forth());
            FutureTask<Void> back = repeat(pair.function(), pair.back());
            forth.get();
            back.get();
        }
    }

    private FutureTask<Void> repeat(Function function, int[] args) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            Func func = guestFunction(function);
            for (int i = 0; i < 20_000; i++) {
                call(func, args);
            }
            return null;
        });
        new Thread(task).start();
        return task;
    }

    @Test
    void theEndOfTheProcessWaitsForWhoeverWorksAndLetsNothingBeOpened() throws Exception {
        directories[1].gate = new CountDownLatch(1);
        FutureTask<Errno> working = start(Function.FD_FILESTAT_GET, 1, 1000);
        directories[1].begun.await();
        Descriptor descriptor = guest.table.get(1);
        FutureTask<Void> ending = new FutureTask<>(() -> {
            guest.table.closeAll();
            return null;
        });
        new Thread(ending).start();
        awaitWaiting(descriptor);
        assertThat(directories[1].closed.get()).isZero();
        directories[1].gate.countDown();
        working.get();
        ending.get();
        assertThat(directories[0].closed.get()).isEqualTo(1);
        assertThat(directories[1].closed.get()).isEqualTo(1);
        assertThatThrownBy(guest.table::reserve).isInstanceOf(ErrnoException.class);
    }
}
