package dev.vespula.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a WASI program is started with and has to do. Both forms of the test suite's files are read: the flat one, and the list
 * of operations as far as it can be expressed in the flat one; and the entries of the corpus's manifest.
 *
 * @param traps the program has to trap, or to end with whatever exit code but 0
 * @param stdout what the program has to print, each byte a character; null if that does not matter
 * @param stderr as {@code stdout}
 * @param unsupported what the test needs that WASI does not have; null if nothing
 */
record WasiSpecification(Start start, int exitCode, boolean traps, String stdout, String stderr, String unsupported) {

    /**
     * What it is started with.
     *
     * @param root directory, relative to the program's, that becomes one of the guest's; null for none
     * @param guest the guest's name for it
     * @param stdin a file, relative to the program's directory; null for no input
     */
    record Start(List<String> args, Map<String, String> env, String root, String guest, String stdin) {}

    static WasiSpecification of(ObjectNode json) {
        return json.has("operations") ? ofOperations(json) : new WasiSpecification(start(json),
                json.path("exit_code").asInt(0), false, printed(json, "stdout"), printed(json, "stderr"), null);
    }

    /** That of an entry of the corpus, with the small input if it has two. */
    static WasiSpecification ofCorpus(Path corpus, JsonNode entry) throws IOException {
        JsonNode size = entry.has("small") ? entry.get("small") : entry;
        JsonNode folder = entry.path("dirs").path(0);
        Start start = new Start(args(size), env(entry),
                folder.has("host") ? corpus.resolve(folder.get("host").asText()).toString() : null, folder.path("guest").asText(),
                entry.has("stdin") ? corpus.resolve(entry.get("stdin").asText()).toString() : null);
        return new WasiSpecification(start, entry.path("exit").asInt(0), entry.path("trap").asBoolean(),
                content(corpus, size, "stdout"), content(corpus, size, "stderr"), null);
    }

    private static String content(Path corpus, JsonNode entry, String field) throws IOException {
        return entry.has(field) ? Files.readString(corpus.resolve(entry.get(field).asText()), StandardCharsets.ISO_8859_1) : null;
    }

    private static WasiSpecification ofOperations(ObjectNode json) {
        JsonNode run = json.objectNode();
        int exitCode = 0;
        String stdout = null;
        String stderr = null;
        String unsupported = json.path("proposals").isEmpty() ? null : "WASI proposals " + json.path("proposals");
        for (JsonNode operation : json.path("operations")) {
            switch (operation.path("type").asText()) {
                case "run" -> run = operation;
                case "wait" -> exitCode = operation.path("exit_code").asInt(0);
                case "read" -> {
                    String payload = bytes(operation.path("payload").asText(""));
                    if (operation.path("id").asText("stdout").equals("stderr")) {
                        stderr = stderr == null ? payload : stderr + payload;
                    } else {
                        stdout = stdout == null ? payload : stdout + payload;
                    }
                }
                default -> unsupported = "WASI operation " + operation.path("type").asText();
            }
        }
        return new WasiSpecification(start(run), exitCode, false, stdout, stderr, unsupported);
    }

    private static Start start(JsonNode json) {
        return new Start(args(json), env(json), json.hasNonNull("root") ? json.get("root").asText() : null, "/", null);
    }

    private static List<String> args(JsonNode json) {
        List<String> args = new ArrayList<>();
        json.path("args").forEach(arg -> args.add(arg.asText()));
        return args;
    }

    private static Map<String, String> env(JsonNode json) {
        Map<String, String> env = new LinkedHashMap<>();
        json.path("env").fields().forEachRemaining(e -> env.put(e.getKey(), e.getValue().asText()));
        return env;
    }

    private static String printed(JsonNode json, String field) {
        return json.hasNonNull(field) ? bytes(json.get(field).asText()) : null;
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** What a run did otherwise than it should; what it printed is told along with a failure. */
    List<String> differences(WasiRun run) {
        List<String> differences = new ArrayList<>();
        if (traps) {
            if (run.failure() == null && run.exitCode() == 0) {
                differences.add("expected a trap");
            }
        } else if (run.failure() != null) {
            differences.add("expected exit code " + exitCode + ", got " + run.failure());
        } else if (run.exitCode() != exitCode) {
            differences.add("expected exit code " + exitCode + ", got " + run.exitCode());
        }
        if (stdout != null && !stdout.equals(run.stdout())) {
            differences.add("expected on stdout \"" + stdout + "\", got \"" + run.stdout() + "\"");
        }
        if (stderr != null && !stderr.equals(run.stderr())) {
            differences.add("expected on stderr \"" + stderr + "\", got \"" + run.stderr() + "\"");
        }
        if (!differences.isEmpty() && stderr == null && !run.stderr().isBlank()) {
            differences.add("stderr says: " + run.stderr().strip());
        }
        return differences;
    }
}
