package dev.vespula.conformance;

import dev.vespula.Engine;
import dev.vespula.ExitException;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.Result;
import dev.vespula.wasi.Access;
import dev.vespula.wasi.Wasi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What a WASI program did: a module that is made for preview 1, or a component for 0.2. What it printed has a character for each byte.
 *
 * @param failure how it ended if not by itself: a trap, an error of linking; null otherwise
 */
record WasiRun(int exitCode, String failure, String stdout, String stderr) {
    /** No program takes so long. */
    static final long LIMIT_MILLIS = 60_000;
    /** Where a binary says whether it is a component. */
    private static final int LAYER = 6;

    /** Runs a program in a thread of its own, so that one that never ends is a failure and not the end of the suite. */
    static WasiRun of(Path program, WasiSpecification with, RunOptions options, long limitMillis) throws Exception {
        Path copy = Files.createTempDirectory("vespula-wasi");
        try {
            if (with.start().root() != null) {
                copy(program.resolveSibling(with.start().root()), copy);
            }
            Execution execution = new Execution(program, with.start(), options, copy);
            Thread thread = new Thread(execution, "wasi " + program.getFileName());
            thread.setDaemon(true);
            thread.start();
            thread.join(limitMillis);
            if (thread.isAlive()) {
                thread.interrupt();
                return execution.result(0, "no end within " + limitMillis + " ms");
            }
            return execution.result;
        } finally {
            delete(copy);
        }
    }

    private static final class Execution implements Runnable {
        private final Path program;
        private final WasiSpecification.Start with;
        private final RunOptions options;
        private final Path root;
        private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        private volatile WasiRun result;

        Execution(Path program, WasiSpecification.Start with, RunOptions options, Path root) {
            this.program = program;
            this.with = with;
            this.options = options;
            this.root = root;
        }

        @Override
        public void run() {
            Wasi.Builder builder = Wasi.builder().args(program.getFileName().toString()).args(with.args()).env(with.env())
                    .stdout(stdout).stderr(stderr);
            if (with.root() != null) {
                builder.preopen(root, with.guest(), Access.READ_WRITE);
            }
            try (InputStream input = with.stdin() == null ? InputStream.nullInputStream()
                    : Files.newInputStream(program.resolveSibling(with.stdin())); Wasi wasi = builder.stdin(input).build()) {
                byte[] binary = Files.readAllBytes(program);
                result = result(isComponent(binary) ? runComponent(wasi, binary) : runModule(wasi, binary), null);
            } catch (ExitException e) {
                result = result(e.status(), null);
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                result = result(0, e.toString());
            }
        }

        private int runModule(Wasi wasi, byte[] binary) {
            Engine engine = Engines.create(options);
            Store<Void> store = Engines.store(engine, options);
            Linker<Void> linker = new Linker<>(engine);
            wasi.addTo(linker);
            Module module = Engines.module(engine, options, binary);
            Instance instance = Engines.atOnce(store, options, () -> linker.instantiate(store, module));
            Engines.call(store, options, instance.func("_start"));
            return 0;
        }

        /** Components are compiled in time, whatever the options say, and are not refuelled. */
        private int runComponent(Wasi wasi, byte[] binary) {
            Engine engine = Engines.create(options);
            Store<Void> store = Engines.store(engine, options);
            ComponentLinker<Void> linker = new ComponentLinker<>(engine);
            wasi.addTo(linker);
            Component component = Component.of(engine, binary);
            Object ended = Engines.atOnce(store, options,
                    () -> linker.instantiate(store, component).func("wasi:cli/run@0.2.0", "run").call());
            return ((Result<?, ?>) ended).isOk() ? 0 : 1;
        }

        private static boolean isComponent(byte[] binary) {
            return binary.length > LAYER && binary[LAYER] == 1;
        }

        private WasiRun result(int exitCode, String failure) {
            return new WasiRun(exitCode, failure, stdout.toString(StandardCharsets.ISO_8859_1),
                    stderr.toString(StandardCharsets.ISO_8859_1));
        }
    }

    /** Copies a tree, made writable, without what an earlier run of a test may have left in it. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (file.getFileName().toString().endsWith(".cleanup") || file.equals(from)) {
                    continue;
                }
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else if (Files.isSymbolicLink(file)) {
                    Files.createSymbolicLink(target, Files.readSymbolicLink(file));
                } else {
                    Files.write(target, Files.readAllBytes(file));
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
