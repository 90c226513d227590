package dev.vespula.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** WASI programs: a folder with {@code manifest.json}, {@code *.wasm}, and beside a program what it expects ({@code *.json}). */
final class WasiSuite implements Suite {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    WasiSuite(Path folder) {
        this.folder = folder;
    }

    /** Whether a folder holds such a suite. */
    static boolean isIn(Path folder) throws IOException {
        return Files.isRegularFile(folder.resolve("manifest.json")) && !programs(folder).isEmpty();
    }

    /** The folder's name tells only the language, so the one above is part of it. */
    @Override
    public String name() {
        return folder.getParent().getFileName() + "/" + folder.getFileName();
    }

    @Override
    public List<Case> cases() throws IOException {
        return programs(folder).stream().map(program -> {
            String file = program.getFileName().toString();
            String base = file.substring(0, file.length() - ".wasm".length());
            return (Case) new WasiCase(name() + "/" + base, program, folder.resolve(base + ".json"));
        }).toList();
    }

    private static List<Path> programs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".wasm")).sorted().toList();
        }
    }

    /** One program, run in a fresh copy of its directory. */
    private record WasiCase(String name, Path program, Path specification) implements Case {
        @Override
        public void run(RunOptions options, Report report) throws Exception {
            ObjectNode json = Files.exists(specification)
                    ? (ObjectNode) JSON.readTree(specification.toFile()) : JSON.createObjectNode();
            WasiSpecification expected = WasiSpecification.of(json);
            if (expected.unsupported() != null) {
                report.skip(expected.unsupported());
                return;
            }
            List<String> differences = expected.differences(WasiRun.of(program, expected, options));
            if (differences.isEmpty()) {
                report.pass();
            } else {
                report.fail(name, String.join("; ", differences));
            }
        }
    }
}
