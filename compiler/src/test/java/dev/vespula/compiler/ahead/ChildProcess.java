package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another JVM with a main class of the tests. */
final class ChildProcess {
    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /** Starts a JVM with the class path of this one. */
    static ChildProcess start(Class<?> main, String... arguments) throws IOException {
        return startWith(System.getProperty("java.class.path"), main, arguments);
    }

    /** Starts a JVM that has no ASM. */
    static ChildProcess startWithoutAsm(Class<?> main, String... arguments) throws IOException {
        String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("asm-"))
                .collect(Collectors.joining(File.pathSeparator));
        return startWith(path, main, arguments);
    }

    /** Starts a JVM with a class path. */
    static ChildProcess startWith(String path, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", path, main.getName()));
        command.addAll(List.of(arguments));
        return new ChildProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Waits for its end; gives what it has printed. */
    String output() throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }
}
