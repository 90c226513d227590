package dev.vespula.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** V8 through the machine's node and {@code v8.mjs}: one process per case, process CPU time per call. */
final class V8 {
    static final String NAME = "v8";

    private final Path folder;
    private final double measure;

    V8(Path folder, double measure) {
        this.folder = folder;
        this.measure = measure;
    }

    /** Whether there is a node to run. */
    static boolean isPresent() {
        String path = System.getenv("PATH");
        for (String entry : path == null ? new String[0] : path.split(java.io.File.pathSeparator)) {
            if (Files.isExecutable(Path.of(entry, "node")) || Files.isExecutable(Path.of(entry, "node.exe"))) {
                return true;
            }
        }
        return false;
    }

    Result run(CaseFile cases, String name) throws IOException {
        if (name.equals(ExecutionProcess.COREMARK)) {
            return coremark(cases.coremark());
        }
        for (ExecutionCase one : cases.execute()) {
            if (one.name().equals(name)) {
                return execute(one);
            }
        }
        return Result.failed(name, "no such case");
    }

    private Result execute(ExecutionCase one) throws IOException {
        List<String> args = new ArrayList<>(List.of("secs=" + measure));
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
        JsonNode node = node(one.file(), args);
        String actual = node.get("result").asText();
        if (one.expected() != null && !actual.equals(one.expected())) {
            return Result.failed(one.name(), "check value " + actual + ", expected " + one.expected());
        }
        return Result.timed(one.name(), new Timing(node.get("n").asInt(), node.get("first_ms").asDouble(),
                node.get("min_ms").asDouble(), node.get("median_ms").asDouble()));
    }

    private Result coremark(CaseFile.CoreMark program) throws IOException {
        return Result.scored(ExecutionProcess.COREMARK, node(program.file(), List.of("secs=0.1")).get("result").asDouble());
    }

    private JsonNode node(String file, List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", "--no-warnings", folder.resolve("v8.mjs").toString(),
                "--bench", folder.resolve(file).toString()));
        command.addAll(args);
        StringBuilder output = new StringBuilder();
        int code = Children.run(command, output::append);
        if (code != 0) {
            throw new IOException("node ended with " + code);
        }
        return new ObjectMapper().readTree(output.toString());
    }
}
