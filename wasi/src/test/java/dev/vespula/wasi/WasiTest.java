package dev.vespula.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.ExitException;
import dev.vespula.Instance;
import dev.vespula.LinkException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.HostResource;
import dev.vespula.types.ValType;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.preview1.Function;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions as real modules call them. */
class WasiTest {
    private final Engine engine = Engine.of(new Config());

    private static <T> Instance instantiate(Engine engine, Wasi wasi, T data, String text) {
        Linker<T> linker = new Linker<>(engine);
        wasi.addTo(linker);
        return linker.instantiate(new Store<>(engine, data), Module.of(engine, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A module that exports a wrapper around every function. */
    private static String allFunctions(String memory) {
        StringBuilder text = new StringBuilder("(module\n");
        for (Function function : Function.values()) {
            text.append("(import \"wasi_snapshot_preview1\" \"").append(function.importName()).append("\" (func $")
                    .append(function.importName()).append(signature(function)).append("))\n");
        }
        text.append(memory).append('\n');
        for (Function function : Function.values()) {
            text.append("(func (export \"").append(function.importName()).append("\")").append(signature(function));
            for (int i = 0; i < function.type().params().size(); i++) {
                text.append(" (local.get ").append(i).append(')');
            }
            text.append(" (call $").append(function.importName()).append("))\n");
        }
        return text.append(")").toString();
    }

    private static String signature(Function function) {
        StringBuilder text = new StringBuilder();
        for (ValType param : function.type().params()) {
            text.append(" (param ").append(param).append(')');
        }
        for (ValType result : function.type().results()) {
            text.append(" (result ").append(result).append(')');
        }
        return text.toString();
    }

    @Test
    void thereAre46FunctionsOfTheSpecifiedTypes() throws IOException {
        assertThat(Function.values()).hasSize(46);
        assertThat(Function.PATH_OPEN.type().toString()).isEqualTo("[i32 i32 i32 i32 i32 i64 i64 i32 i32] -> [i32]");
        assertThat(Function.PROC_EXIT.type().toString()).isEqualTo("[i32] -> []");
        try (Wasi wasi = Wasi.builder().build()) {
            Linker<Void> linker = new Linker<>(engine);
            wasi.addTo(linker);
            assertThatThrownBy(() -> wasi.addTo(linker)).isInstanceOf(LinkException.class).hasMessageContaining("args_get");
        }
    }

    @Test
    void allIsDefinedOrNothing() throws IOException {
        try (Wasi wasi = Wasi.builder().build()) {
            Linker<Void> linker = new Linker<>(engine);
            linker.func("wasi_snapshot_preview1", "sched_yield", Function.SCHED_YIELD.type(), (caller, args) -> {});
            assertThatThrownBy(() -> wasi.addTo(linker)).isInstanceOf(LinkException.class).hasMessageContaining("sched_yield");
            assertThat(linker.isDefined("wasi_snapshot_preview1", "args_get")).isFalse();
        }
    }

    /** The last interface has a name that is taken: imports of the first one are not there either. */
    @Test
    void allInterfacesAreDefinedOrNone() throws IOException {
        try (Wasi wasi = Wasi.builder().build()) {
            ComponentLinker<Void> linker = new ComponentLinker<>(engine);
            linker.instance("wasi:filesystem/types@0.2.12").resource("descriptor",
                    HostResource.of("descriptor", Object.class, object -> {}));
            assertThatThrownBy(() -> wasi.addTo(linker)).isInstanceOf(LinkException.class).hasMessage(
                    "`descriptor` is defined twice in `wasi:filesystem/types@0.2.12`; nothing of the other linker was defined");
            Component guest = Component.of(engine, """
                    (component (import "wasi:io/error@0.2.12" (instance (export "error" (type (sub resource))))))
                    """.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> linker.instantiate(new Store<>(engine), guest)).isInstanceOf(LinkException.class);
            ComponentLinker<Void> whole = new ComponentLinker<>(engine);
            wasi.addTo(whole);
            assertThat(whole.instantiate(new Store<>(engine), guest)).isNotNull();
        }
    }

    private static final String PROGRAM = """
        (module
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "clock_time_get" (func $time (param i32 i64 i32) (result i32)))
          (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (func (export "_start")
            (drop (call $random (i32.const 100) (i32.const 16)))
            (drop (call $time (i32.const 0) (i64.const 0) (i32.const 116)))
            ;; sleep for 3 s of the monotonic clock
            (i32.store (i32.const 1016) (i32.const 1))
            (i64.store (i32.const 1024) (i64.const 3000000000))
            (drop (call $poll (i32.const 1000) (i32.const 2000) (i32.const 1) (i32.const 0)))
            (drop (call $time (i32.const 0) (i64.const 0) (i32.const 124)))
            (i32.store (i32.const 0) (i32.const 100))
            (i32.store (i32.const 4) (i32.const 32))
            (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
            (call $exit (i32.const 7))
            unreachable))
        """;

    private byte[] run() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (Wasi wasi = Wasi.builder().stdout(output).clock(WasiClock.virtual(5_000, 10)).random(new Random(1)).build()) {
            Instance instance = instantiate(engine, wasi, "any data", PROGRAM);
            assertThat(Wasi.run(instance)).isEqualTo(7);
        }
        return output.toByteArray();
    }

    @Test
    void runsAreRepeatableWithAClockAndRandomNumbersOfOnesOwn() throws IOException {
        byte[] first = run();
        byte[] random = new byte[16];
        new Random(1).nextBytes(random);
        assertThat(Arrays.copyOf(first, 16)).isEqualTo(random);
        assertThat((first[16] & 0xFF) + (first[17] << 8)).isEqualTo(5_000);
        long slept = 0;
        for (int i = 7; i >= 0; i--) {
            slept = slept << 8 | first[24 + i] & 0xFF;
        }
        assertThat(slept).isGreaterThanOrEqualTo(3_000_005_000L);
        assertThat(run()).isEqualTo(first);
    }

    @Test
    void programsGiveTheirExitCode() throws IOException {
        try (Wasi wasi = Wasi.builder().build()) {
            Instance returning = instantiate(engine, wasi, "any data", "(module (func (export \"_start\")))");
            assertThat(Wasi.run(returning)).isZero();
            Instance trapping = instantiate(engine, wasi, "any data", "(module (func (export \"_start\") unreachable))");
            assertThatThrownBy(() -> Wasi.run(trapping)).isInstanceOf(Trap.class);
            Instance library = instantiate(engine, wasi, "any data", "(module (func (export \"_initialize\")))");
            assertThatThrownBy(() -> Wasi.run(library.initialize())).isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("Instance.initialize");
        }
    }

    @Test
    void aModuleWithoutMemoryIsTold() throws IOException {
        try (Wasi wasi = Wasi.builder().build()) {
            Instance instance = instantiate(engine, wasi, null, allFunctions("(memory 1)"));
            assertThatThrownBy(() -> instance.func("args_sizes_get").call(0, 4)).isInstanceOf(LinkException.class)
                    .hasMessageContaining("memory");
            assertThat(instance.func("sched_yield").call()).containsExactly(0);
            assertThat(instance.func("fd_close").call(0)).containsExactly(0);
            assertThat(instance.func("fd_close").call(0)).containsExactly(Errno.BADF.code());
            assertThatThrownBy(() -> instance.func("proc_exit").call(-1)).isInstanceOfSatisfying(ExitException.class,
                    e -> assertThat(e.status()).isEqualTo(-1));
            assertThatThrownBy(() -> instance.func("proc_raise").call(6)).isInstanceOfSatisfying(ExitException.class,
                    e -> assertThat(e.status()).isEqualTo(134));
        }
    }

    @Test
    void instancesOfOneProcessShareItsDescriptors(@TempDir Path host) throws IOException {
        Files.writeString(host.resolve("f"), "hello");
        try (Wasi wasi = Wasi.builder().preopen(host, "/", Access.READ_ONLY).build()) {
            String module = allFunctions("(memory (export \"memory\") 1) (data (i32.const 0) \"f\")");
            Instance opener = instantiate(engine, wasi, null, module);
            Instance reader = instantiate(engine, wasi, null, module);
            assertThat(opener.func("path_open").call(3, 0, 0, 1, 0, Rights.FD_READ, 0L, 0, 16)).containsExactly(0);
            int fd = opener.memory("memory").readInt(16);
            reader.memory("memory").writeInt(32, 64);
            reader.memory("memory").writeInt(36, 10);
            assertThat(reader.func("fd_read").call(fd, 32, 1, 16)).containsExactly(0);
            assertThat(reader.memory("memory").readString(64, 5)).isEqualTo("hello");
        }
    }

    /** Whatever numbers a guest passes, it gets an errno, and the files beside the sandbox stay as they are. */
    @Test
    void nonsenseArgumentsNeverBecomeJavaExceptions(@TempDir Path host) throws IOException {
        Path root = Files.createDirectory(host.resolve("root"));
        Files.writeString(host.resolve("outside"), "outside");
        List<Function> callable = new ArrayList<>(List.of(Function.values()));
        callable.removeAll(List.of(Function.PROC_EXIT, Function.PROC_RAISE, Function.SOCK_ACCEPT));
        Random random = new Random(20);
        for (int round = 0; round < 10; round++) {
            try (Wasi wasi = Wasi.builder().args("a", "b").env("A", "B").preopen(root, "/").preopen(root, "/ro",
                    Access.READ_ONLY)
                    .clock(WasiClock.virtual(0, 1)).random(new Random(3)).build()) {
                Instance instance = instantiate(engine, wasi, null, allFunctions("(memory (export \"memory\") 1)"));
                byte[] names = "a/b/../c/./link/../..//x\0".repeat(20).getBytes(StandardCharsets.UTF_8);
                for (int call = 0; call < 3000; call++) {
                    instance.memory("memory").write(random.nextInt(400), names, random.nextInt(20), random.nextInt(40));
                    Function function = callable.get(random.nextInt(callable.size()));
                    Object[] args = new Object[function.type().params().size()];
                    for (int i = 0; i < args.length; i++) {
                        long value = interesting(random);
                        args[i] = function.type().params().get(i) == ValType.I64 ? (Object) value : (Object) (int) value;
                    }
                    Object[] results = instance.func(function.importName()).call(args);
                    assertThat((int) results[0]).as("%s%s", function, Arrays.toString(args)).isBetween(0, 76);
                }
            }
        }
        assertThat(Files.readString(host.resolve("outside"))).isEqualTo("outside");
        try (var files = Files.list(host)) {
            assertThat(files.count()).isEqualTo(2);
        }
    }

    private static long interesting(Random random) {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> random.nextInt(9);
            case 3 -> random.nextInt(400);
            case 4 -> 65_536 - random.nextInt(40);
            case 5 -> -1 - random.nextInt(20);
            case 6 -> random.nextInt();
            case 7 -> Rights.INHERITING;
            default -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE, Integer.MIN_VALUE, 1L << 40, 100_000}[random.nextInt(5)];
        };
    }
}
