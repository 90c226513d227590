package dev.vespula.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * WASI programs: a folder with {@code manifest.json}, {@code *.wasm}, and beside a program what it expects ({@code *.json}). Or a folder
 * {@code programs} with some of the corpus, whose manifest tells the same.
 */
final class WasiSuite implements Suite {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "manifest.json";

    /** What goes wrong may as well go on for ever. */
    private static final long LISTED_MILLIS = 5_000;

    private final Path folder;

    WasiSuite(Path folder) {
        this.folder = folder;
    }

    /** Whether a folder holds such a suite. */
    static boolean isIn(Path folder) throws IOException {
        return (Files.isRegularFile(folder.resolve(MANIFEST)) || isOfCorpus(folder)) && !programs(folder).isEmpty();
    }

    private static boolean isOfCorpus(Path folder) {
        return folder.endsWith("component/wasi/programs") && Files.isRegularFile(corpus(folder).resolve(MANIFEST));
    }

    /** It lies beside the folder of all suites. */
    private static Path corpus(Path folder) {
        return folder.resolve("../../../../corpus").normalize();
    }

    /** The folder's name tells only the language, so what is above is part of it. */
    @Override
    public String name() {
        Path above = folder.getParent();
        return (above.endsWith("component/wasi") ? "component/" : "") + above.getFileName() + "/" + folder.getFileName();
    }

    @Override
    public List<Case> cases() throws IOException {
        return isOfCorpus(folder) ? ofCorpus() : besideThem();
    }

    private List<Case> ofCorpus() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(corpus(folder).resolve(MANIFEST).toFile()).get("entries")) {
            Path program = folder.resolve(Path.of(entry.get("file").asText()).getFileName());
            if (Files.exists(program)) {
                cases.add(new WasiCase(name() + "/" + entry.get("name").asText(), program,
                        () -> WasiSpecification.ofCorpus(corpus(folder), entry)));
            }
        }
        return cases;
    }

    private List<Case> besideThem() throws IOException {
        return programs(folder).stream().map(program -> {
            String file = program.getFileName().toString();
            String base = file.substring(0, file.length() - ".wasm".length());
            return (Case) new WasiCase(name() + "/" + base, program, () -> beside(folder.resolve(base + ".json")));
        }).toList();
    }

    private static WasiSpecification beside(Path specification) throws IOException {
        return WasiSpecification.of(Files.exists(specification)
                ? (ObjectNode) JSON.readTree(specification.toFile()) : JSON.createObjectNode());
    }

    private static List<Path> programs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".wasm")).sorted().toList();
        }
    }

    /** Where it is read what a program does. */
    private interface Expectation {
        WasiSpecification read() throws IOException;
    }

    /** One program, run in a fresh copy of its directory. */
    private record WasiCase(String name, Path program, Expectation expectation) implements Case {
        @Override
        public void run(RunOptions options, Report report) throws Exception {
            WasiSpecification expected = expectation.read();
            if (expected.unsupported() != null) {
                report.skip(expected.unsupported());
                return;
            }
            String other = AdapterAnswers.of(name);
            WasiRun run = WasiRun.of(program, expected, options, other == null ? WasiRun.LIMIT_MILLIS : LISTED_MILLIS);
            List<String> differences = expected.differences(run);
            if (other != null) {
                if (differences.isEmpty()) {
                    report.fail(name, "passes, but is in the list of what adapters answer otherwise");
                } else {
                    report.skip(other);
                }
            } else if (differences.isEmpty()) {
                report.pass();
            } else {
                report.fail(name, String.join("; ", differences));
            }
        }
    }
}
