package dev.vespula.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A bank: {@code modules.zip} and {@code expected.json}, an array of {@link BankCase}s. Every module is instantiated
 * once, without imports, and all its calls are made in order.
 */
final class BankSuite implements Suite {
    private final Path folder;

    BankSuite(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return folder.getFileName().toString();
    }

    @Override
    public List<Case> cases() throws IOException {
        ZipModules modules = new ZipModules(folder.resolve("modules.zip"));
        List<BankCase> records = new ObjectMapper()
                .readValue(folder.resolve("expected.json").toFile(), new TypeReference<>() {});
        return records.stream()
                .map(one -> (Case) new ModuleCase(name() + "/" + one.module(), one, modules.get(one.module() + ".wasm")))
                .toList();
    }

    private record ModuleCase(String name, BankCase expected, byte[] wasm) implements Case {
        @Override
        public void run(RunOptions options, Report report) {
            List<String> differences = new BankRun(expected, wasm, options).differences();
            if (differences.isEmpty()) {
                report.pass();
            } else {
                report.fail(name, String.join("; ", differences));
            }
        }
    }
}
