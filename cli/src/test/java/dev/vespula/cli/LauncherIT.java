package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, after the build has laid out {@code target/vespula}. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
    private static final Path LAUNCHER = Path.of("../vespula").toAbsolutePath().normalize();
    private static final String HELLO = Path.of("../examples/programs/hello.wasm").toAbsolutePath().normalize().toString();

    @TempDir
    Path folder;

    private record Outcome(int code, String out, String err) {}

    @Test
    void worksFromAnyFolderAndThroughLinks() throws Exception {
        assertThat(run(LAUNCHER, "run", HELLO)).isEqualTo(new Outcome(0, "Hello from WebAssembly!\n", ""));
        Files.createDirectories(folder.resolve("a b"));
        Path first = Files.createSymbolicLink(folder.resolve("a b/first"), LAUNCHER);
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("a b/first"));
        assertThat(run(first, "run", HELLO, "x")).isEqualTo(new Outcome(0, "Hello from WebAssembly, x!\n", ""));
        assertThat(run(second, "run", HELLO, "y z")).isEqualTo(new Outcome(0, "Hello from WebAssembly, y z!\n", ""));
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        // This JVM itself passes on what its locale can express; the launcher's must not need a locale.
        String special = "UTF-8".equals(System.getProperty("sun.jnu.encoding")) ? "ümläut €" : "plain";
        assertThat(run(LAUNCHER, "run", HELLO, "", "*", "$HOME", "a\tb", special).out())
                .isEqualTo("Hello from WebAssembly,  and * and $HOME and a\tb and " + special + "!\n");
    }

    @Test
    void exitCodesPassThrough() throws Exception {
        assertThat(run(LAUNCHER, "run", "--invoke", "divide", HELLO.replace("hello", "numbers"), "1", "0").code()).isEqualTo(
                134);
        assertThat(run(LAUNCHER, "no-such-thing").code()).isEqualTo(2);
    }

    @Test
    void startsAtTheSameTimeWithoutAnArchiveAllWork() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("target/vespula"))) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("classes")).toList()) {
                Files.delete(file);
            }
        }
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(start(System.getProperty("java.home"), LAUNCHER, "run", HELLO));
        }
        for (Process process : processes) {
            assertThat(outcome(process)).isEqualTo(new Outcome(0, "Hello from WebAssembly!\n", ""));
        }
        try (Stream<Path> files = Files.list(Path.of("target/vespula"))) {
            String ending = Runtime.version().feature() < 25 ? ".jsa" : ".aot";
            assertThat(files.map(one -> one.getFileName().toString()).filter(name -> name.startsWith("classes"))).hasSize(1)
                    .allMatch(name -> name.endsWith(ending));
        }
    }

    @Test
    void vectorsOfTheJdkAreThereOnRequest() throws Exception {
        for (int run = 0; run < 2; run++) {
            ProcessBuilder builder = builder(System.getProperty("java.home"), LAUNCHER, "run", HELLO);
            builder.environment().put("VESPULA_SIMD", "1");
            assertThat(outcome(builder.start())).isEqualTo(new Outcome(0, "Hello from WebAssembly!\n",
                    "WARNING: Using incubator modules: jdk.incubator.vector\n"));
        }
    }

    @Test
    void optionsThatAnAotCacheDoesNotGoWithAreTaken() throws Exception {
        for (String option : List.of("-Xshare:off", "-Xmx512m -XX:+UseSerialGC", "-XX:+UseParallelGC -XX:-UseSerialGC")) {
            ProcessBuilder builder = builder(System.getProperty("java.home"), LAUNCHER, "run", HELLO);
            builder.environment().put("VESPULA_JAVA_OPTS", option);
            assertThat(outcome(builder.start())).as(option).isEqualTo(new Outcome(0, "Hello from WebAssembly!\n", ""));
        }
    }

    @Test
    void aJavaThatIsMissingOrTooOldIsNamed() throws Exception {
        assertThat(outcome(start("/nowhere", LAUNCHER, "--version")))
                .isEqualTo(new Outcome(1, "", "vespula: JAVA_HOME is /nowhere, but there is no bin/java in it\n"));
        Files.createDirectories(folder.resolve("bin"));
        Path java = Files.createFile(folder.resolve("bin/java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
        assertThat(outcome(start(folder.toString(), LAUNCHER, "--version")))
                .isEqualTo(new Outcome(1, "", "vespula: Java 17 or newer is needed; " + java + " is 11.0.2\n"));
        Files.delete(folder.resolve("release"));
        Files.writeString(java, "#!/bin/sh\necho 'java version \"1.8.0_202\"' >&2\n");
        assertThat(outcome(start(folder.toString(), LAUNCHER, "--version")))
                .isEqualTo(new Outcome(1, "", "vespula: Java 17 or newer is needed; " + java + " is 1.8.0_202\n"));
    }

    /** Ends with the error number of reading or writing a descriptor. */
    private static final String PROGRAM = """
        (module
          (import "wasi_snapshot_preview1" "%s" (func $transfer (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (func (export "_start")
            (i32.store (i32.const 0) (i32.const 1024))
            (i32.store (i32.const 4) (i32.const 100))
            (call $exit (call $transfer (i32.const %d) (i32.const 0) (i32.const 1) (i32.const 16)))))
        """;
    private static final int BADF = 8;
    private static final int PIPE = 64;

    /** The JVM gives the numbers of closed streams to files of its own, which are none of a program's business. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void closedStreamsAreClosedForTheProgram() throws Exception {
        String direct = System.getProperty("java.home") + "/bin/java -cp '" + Path.of("target/vespula").toAbsolutePath()
                + "/*' dev.vespula.cli.Main";
        for (String command : List.of(LAUNCHER.toString(), direct)) {
            assertThat(closed(command, "fd_read", 0, "<&-")).isEqualTo(BADF);
            assertThat(closed(command, "fd_write", 1, ">&-")).isIn(BADF, PIPE);
            assertThat(closed(command, "fd_write", 2, "2>&-")).isIn(BADF, PIPE);
            assertThat(closed(command, "fd_read", 0, "</dev/null >&- 2>&-")).isZero();
        }
    }

    private int closed(String command, String function, int descriptor, String redirection) throws Exception {
        Path program = Files.writeString(folder.resolve(function + descriptor + ".wat"), PROGRAM.formatted(function,
                descriptor));
        return outcome(builder(System.getProperty("java.home"), Path.of("/bin/sh"), "-c",
                command + " run " + program + " " + redirection).start()).code();
    }

    private Outcome run(Path launcher, String... args) throws Exception {
        return outcome(start(System.getProperty("java.home"), launcher, args));
    }

    private Process start(String javaHome, Path launcher, String... args) throws IOException {
        return builder(javaHome, launcher, args).start();
    }

    private ProcessBuilder builder(String javaHome, Path launcher, String... args) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", javaHome);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG")
                || name.equals("JAVA_TOOL_OPTIONS"));
        return builder;
    }

    private static Outcome outcome(Process process) throws Exception {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, err);
    }
}
