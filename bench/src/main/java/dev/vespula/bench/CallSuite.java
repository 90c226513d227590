package dev.vespula.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vespula.bench.result.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Calls between Java and WebAssembly: by the general way in all engines, and by the typed ways of Vespula with JMH (the
 * module {@code bench/micro}).
 */
final class CallSuite implements Suite {
    static final String NAME = "calls";

    private static final Path MICRO = Children.ROOT.resolve("bench/micro/target/lib");
    private static final Map<String, String> DIRECTIONS = Map.of("JavaToWasm", "Java to WebAssembly, ",
            "WasmToJava", "WebAssembly to Java, ");
    /** The engines whose tier JMH can select, with the tier's name. */
    private static final Map<String, String> TIERS = Map.of("vespula-compiled", "COMPILED",
            "vespula-interpreter", "INTERPRETER");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Session session) throws IOException {
        Path module = Files.createTempFile("calls", ".wasm");
        try {
            Files.write(module, Programs.text("calls"));
            for (int round = 0; round < session.extent().rounds(); round++) {
                for (EngineSpec engine : session.engines()) {
                    if (engine.isPlain() && !session.isSpared(engine)) {
                        List<String> args = new ArrayList<>(List.of(engine.name(), module.toString()));
                        args.addAll(session.extent().impatient().times());
                        session.measure(NAME, "calls of any function", engine, CallProcess.class, args);
                    }
                }
            }
        } finally {
            Files.delete(module);
        }
        for (EngineSpec engine : session.engines()) {
            boolean wanted = !session.extent().isQuick() || engine.name().equals("vespula-compiled");
            if (TIERS.containsKey(engine.name()) && wanted) {
                jmh(session, engine);
            }
        }
    }

    private static void jmh(Session session, EngineSpec engine) throws IOException {
        if (!Files.isDirectory(MICRO)) {
            System.err.println("bench: building the JMH benchmarks with Maven ...");
            Children.Outcome built = Children.run(List.of("mvn", "-B", "-q", "-f", Children.ROOT.resolve("pom.xml").toString(),
                    "-Pmicro", "-Dmaven.test.skip=true", "-pl", "bench/micro", "-am", "package"), 600);
            if (built.code() != 0) {
                session.fail(NAME, "typed calls with JMH", engine, "ns", "building bench/micro " + built.problem());
                return;
            }
        }
        session.progress(NAME, "typed calls with JMH", engine);
        Path values = Files.createTempFile("jmh", ".json");
        try {
            boolean quick = session.extent().isQuick();
            String time = quick ? "200ms" : "500ms";
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", MICRO.resolve("*").toString(), "org.openjdk.jmh.Main", "-rf", "json", "-rff", values.toString(),
                    "-f", Integer.toString(session.extent().rounds()), "-wi", "2", "-w", time, "-i", "2",
                    "-r", time, "-jvmArgsAppend",
                    (Children.jvmOptions() + " -Dbench.tier=" + TIERS.get(engine.name())).trim()));
            Children.Outcome outcome = Children.run(command, 900);
            if (outcome.code() != 0) {
                session.fail(NAME, "typed calls with JMH", engine, "ns", outcome.problem());
                return;
            }
            record(new ObjectMapper().readTree(values.toFile()), engine.name(), session.recorder());
        } finally {
            Files.delete(values);
        }
    }

    /** Takes over JMH's values: the mean of the iterations of each of its processes. */
    static void record(JsonNode results, String engine, Recorder recorder) {
        for (JsonNode one : results) {
            String[] names = one.get("benchmark").asText().split("\\.");
            String name = DIRECTIONS.getOrDefault(names[names.length - 2], names[names.length - 2] + ", ")
                    + words(names[names.length - 1]);
            for (JsonNode process : one.get("primaryMetric").get("rawData")) {
                double sum = 0;
                for (JsonNode iteration : process) {
                    sum += iteration.asDouble();
                }
                recorder.add(NAME, name, engine, "ns", sum / process.size());
            }
        }
    }

    /** "constantHandle" as "constant handle". */
    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
