package dev.vespula.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Starts the processes that measure, one engine each, all with the same JVM flags. */
final class Children {
    static final Path ROOT = Path.of(System.getProperty("vespula.root", "."));
    static final Path PEERS = ROOT.resolve("bench/peers");
    /** What is shown of a failed process. */
    private static final int TAIL = 400;

    private Children() {}

    /**
     * What a process did.
     *
     * @param code its exit code, or -1 if it was ended because it took too long
     * @param output what it wrote to standard output
     * @param errors what it wrote to standard error
     * @param wallMs how long it ran
     */
    record Outcome(int code, byte[] output, byte[] errors, double wallMs) {
        List<String> lines() {
            return new String(output, StandardCharsets.UTF_8).lines().toList();
        }

        boolean isTimeout() {
            return code == -1;
        }

        /** A line that says what went wrong. */
        String problem() {
            if (isTimeout()) {
                return String.format(Locale.ROOT, "not done after %.0f s", wallMs / 1e3);
            }
            String text = new String(errors, StandardCharsets.UTF_8).strip();
            String first = text.lines().filter(line -> !line.startsWith("WARNING")).findFirst().orElse("");
            return "ended with " + code + (first.isEmpty() ? "" : ": " + first.substring(0, Math.min(TAIL, first.length())));
        }
    }

    /** What all JVMs get on their command line. */
    static String jvmOptions() {
        String options = System.getenv("VESPULA_JAVA_OPTS");
        return options == null ? "" : options.trim();
    }

    /** The command line of a JVM that runs {@code main} of this tool, with an engine's libraries on the class path. */
    static List<String> java(EngineSpec engine, Class<?> main, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String key : List.of("vespula.shared", "vespula.root")) {
            if (System.getProperty(key) != null) {
                command.add("-D" + key + "=" + System.getProperty(key));
            }
        }
        if (!jvmOptions().isEmpty()) {
            command.addAll(List.of(jvmOptions().split("\\s+")));
        }
        String classPath = System.getProperty("java.class.path");
        if (engine.peer() != null) {
            classPath = engine.libraries().resolve("*") + File.pathSeparator + classPath;
        }
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(args);
        return command;
    }

    /** Builds the peers with Maven unless they are there; what could not be built is missing afterwards. */
    static void buildPeers() throws IOException {
        if (EngineSpec.ALL.stream().allMatch(one -> one.peer() == null || Files.isDirectory(one.libraries()))) {
            return;
        }
        System.err.println("bench: building the peers with Maven ...");
        Process process = new ProcessBuilder("mvn", "-B", "-q", "-f", ROOT.resolve("pom.xml").toString(), "-Ppeers",
                "-Dmaven.test.skip=true", "--fail-at-end", "-pl",
                "bench/peers,bench/peers/endive,bench/peers/endive-compiler,bench/peers/chicory,bench/peers/graalwasm", "-am",
                "package").inheritIO().start();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw interrupted(process, e);
        }
    }

    /** Runs a command without input. */
    static Outcome run(List<String> command, double limitSeconds) throws IOException {
        return run(command, null, limitSeconds);
    }

    /**
     * Runs a command to its end, or ends it when its time is up.
     *
     * @param input a file for its standard input, or null for none
     */
    static Outcome run(List<String> command, Path input, double limitSeconds) throws IOException {
        Path output = Files.createTempFile("bench", ".out");
        Path errors = Files.createTempFile("bench", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            if (input != null) {
                builder.redirectInput(input.toFile());
            }
            // For ./vespula and Maven: the same JDK as everything else.
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            long start = System.nanoTime();
            Process process = builder.start();
            if (input == null) {
                process.getOutputStream().close();
            }
            boolean done;
            try {
                done = process.waitFor((long) (limitSeconds * 1e3), TimeUnit.MILLISECONDS);
                if (!done) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                throw interrupted(process, e);
            }
            double wallMs = (System.nanoTime() - start) / 1e6;
            return new Outcome(done ? process.exitValue() : -1, Files.readAllBytes(output), Files.readAllBytes(errors), wallMs);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static IOException interrupted(Process process, InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }
}
