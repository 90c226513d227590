package dev.vespula.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * V8 through node and {@code v8.mjs}: one process per case, process CPU time per call, in which its compiler's threads are
 * counted. The node is that of {@code VESPULA_NODE}, otherwise the one on the path.
 */
final class V8 {
    static final String NAME = "v8";
    private static final double LIMIT_SECONDS = 120;

    private final Path folder;
    private final double measure;

    V8(Path folder, double measure) {
        this.folder = folder;
        this.measure = measure;
    }

    /** What starts node. */
    static String command() {
        String chosen = System.getenv("VESPULA_NODE");
        return chosen == null || chosen.isEmpty() ? "node" : chosen;
    }

    /** Whether there is a node to run. */
    static boolean isPresent() {
        if (!command().equals("node")) {
            return Files.isExecutable(Path.of(command()));
        }
        String path = System.getenv("PATH");
        for (String entry : path == null ? new String[0] : path.split(java.io.File.pathSeparator)) {
            if (Files.isExecutable(Path.of(entry, "node")) || Files.isExecutable(Path.of(entry, "node.exe"))) {
                return true;
            }
        }
        return false;
    }

    /** Which version the machine has. */
    static String version() throws IOException {
        return String.join(" ", Children.run(List.of(command(), "-p",
                "'V8 ' + process.versions.v8 + ', node ' + process.versions.node"),
                LIMIT_SECONDS).lines());
    }

    /** Whether node can tell the CPU time of a thread, which it can from 23.9 on. */
    static boolean hasThreadClock() throws IOException {
        return Children.run(List.of(command(), "-p", "typeof process.threadCpuUsage"), LIMIT_SECONDS).lines()
                .contains("function");
    }

    /** A script of ours. */
    static String script(String name) {
        return Children.ROOT.resolve("bench/src/main/node").resolve(name).toString();
    }

    Result run(ExecutionCase one) {
        try {
            return execute(one);
        } catch (IOException | IllegalArgumentException e) {
            return Result.failed(one.name(), e.getMessage());
        }
    }

    private Result execute(ExecutionCase one) throws IOException {
        String file = folder.resolve(one.file()).toString();
        if (one.name().equals(CaseFile.COREMARK)) {
            return timed(one, node(List.of(script("coremark.mjs"), file,
                    Double.toString(measure))));
        }
        List<String> args = new ArrayList<>(List.of(folder.resolve("v8.mjs").toString(), "--bench", file, "secs=" + measure));
        if (one.protocol().equals("run")) {
            args.add("arg=" + one.arg());
        } else {
            args.add("setup=" + (one.input() != null ? "len" : one.setup() == null ? "" : one.setup()));
        }
        if (one.input() != null) {
            args.add("input=" + folder.resolve(one.input()));
        }
        if (one.check() != null) {
            args.add("check=" + one.check());
        }
        return timed(one, node(args));
    }

    private static Result timed(ExecutionCase one, JsonNode node) {
        String actual = node.get("result").asText();
        if (one.expected() != null && !actual.equals(one.expected())) {
            return Result.failed(one.name(), "check value " + actual + ", expected " + one.expected());
        }
        return Result.timed(one.name(), new Timing(node.get("n").asInt(), node.get("first_ms").asDouble(),
                node.get("min_ms").asDouble(), node.get("median_ms").asDouble()), null);
    }

    private static JsonNode node(List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(command(), "--no-warnings"));
        command.addAll(args);
        Children.Outcome outcome = Children.run(command, LIMIT_SECONDS);
        if (outcome.code() != 0) {
            throw new IOException("node " + outcome.problem());
        }
        return new ObjectMapper().readTree(outcome.output());
    }
}
