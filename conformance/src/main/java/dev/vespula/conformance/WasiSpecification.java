package dev.vespula.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a WASI program is started with and has to do. Both forms of the test suite's files are read: the flat one, and the list
 * of operations as far as it can be expressed in the flat one.
 *
 * @param root directory, relative to the program's, that becomes the guest's {@code /}; null for none
 * @param stdout what the program has to print; null if that does not matter
 * @param stderr as {@code stdout}
 * @param unsupported what the test needs that WASI preview 1 does not have; null if nothing
 */
record WasiSpecification(List<String> args, Map<String, String> env, String root, int exitCode, String stdout, String stderr,
        String unsupported) {

    static WasiSpecification of(ObjectNode json) {
        return json.has("operations") ? ofOperations(json) : new WasiSpecification(args(json), env(json), text(json, "root"),
                json.path("exit_code").asInt(0), text(json, "stdout"), text(json, "stderr"), null);
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
                    String payload = operation.path("payload").asText("");
                    if (operation.path("id").asText("stdout").equals("stderr")) {
                        stderr = stderr == null ? payload : stderr + payload;
                    } else {
                        stdout = stdout == null ? payload : stdout + payload;
                    }
                }
                default -> unsupported = "WASI operation " + operation.path("type").asText();
            }
        }
        return new WasiSpecification(args(run), env(run), text(run, "root"), exitCode, stdout, stderr, unsupported);
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

    private static String text(JsonNode json, String field) {
        return json.hasNonNull(field) ? json.get(field).asText() : null;
    }

    /** What a run did otherwise than it should; what it printed is told along with a failure. */
    List<String> differences(WasiRun run) {
        List<String> differences = new ArrayList<>();
        if (run.failure() != null) {
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
