package dev.vespula.conformance;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mutated binaries: {@code binaries.zip} and {@code verdicts.tsv}, which says of each whether it is a valid module. */
final class MalformedSuite implements Suite {
    private static final long SLOW_NANOS = 1_000_000_000;

    private final Path folder;

    MalformedSuite(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return folder.getFileName().toString();
    }

    @Override
    public List<Case> cases() throws IOException {
        ZipModules modules = new ZipModules(folder.resolve("binaries.zip"));
        return Files.readAllLines(folder.resolve("verdicts.tsv")).stream().skip(1).map(line -> {
            String[] columns = line.split("\t", -1);
            return (Case) new BinaryCase(name() + "/" + columns[0], columns[1].equals("valid"), columns[4], modules.get(
                    columns[0]));
        }).toList();
    }

    /**
     * One binary.
     *
     * @param reason what another validator says about an invalid one
     */
    private record BinaryCase(String name, boolean valid, String reason, byte[] wasm) implements Case {
        @Override
        public void run(RunOptions options, Report report) {
            Engine engine = Engines.createForVerdicts();
            String got = "valid";
            long start = System.nanoTime();
            try {
                Module.of(engine, wasm);
            } catch (ModuleException e) {
                got = "invalid: " + e.getMessage();
            }
            long nanos = System.nanoTime() - start;
            if (got.equals("valid") != valid) {
                report.fail(name, "expected " + (valid ? "valid" : "invalid: " + reason) + ", got " + got);
            } else if (nanos > SLOW_NANOS) {
                report.fail(name, "took " + nanos / 1_000_000 + " ms, expected less than 1,000");
            } else {
                report.pass();
            }
        }
    }
}
