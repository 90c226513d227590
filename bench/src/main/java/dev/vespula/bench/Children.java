package dev.vespula.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts the processes that measure, one engine each, all with the same JVM flags. */
final class Children {
    private static final Path ROOT = Path.of(System.getProperty("vespula.root", "."));
    private static final Path PEERS = ROOT.resolve("bench/peers/target/lib");

    private Children() {
    }

    /** The command line of a JVM that runs {@code main} of this tool, with the peers on the class path if built. */
    static List<String> java(Class<?> main, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String key : List.of("vespula.shared", "vespula.root")) {
            if (System.getProperty(key) != null) {
                command.add("-D" + key + "=" + System.getProperty(key));
            }
        }
        String options = System.getenv("VESPULA_JAVA_OPTS");
        if (options != null && !options.isBlank()) {
            command.addAll(List.of(options.trim().split("\\s+")));
        }
        String classPath = System.getProperty("java.class.path");
        if (Files.isDirectory(PEERS)) {
            classPath += File.pathSeparator + PEERS.resolve("*");
        }
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(args);
        return command;
    }

    /** Builds the peers with Maven unless they are there. */
    static void requirePeers() throws IOException {
        if (Files.isDirectory(PEERS)) {
            return;
        }
        System.err.println("bench: building the peers with Maven ...");
        int code = run(List.of("mvn", "-B", "-q", "-f", ROOT.resolve("pom.xml").toString(), "-Ppeers",
                "-Dmaven.test.skip=true", "-pl", "bench/peers", "-am", "package"), System.err::println);
        if (code != 0) {
            throw new IOException("building the peers failed; see above");
        }
    }

    /** Runs a command, handing its lines on as they come; standard error passes through. */
    static int run(List<String> command, Consumer<String> line) throws IOException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line.accept(text);
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
