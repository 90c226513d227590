package dev.vespula.conformance;

import dev.vespula.text.script.Script;
import dev.vespula.text.script.ScriptReport;
import dev.vespula.text.script.ScriptRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** WAST scripts: the files of one folder, one case each with an outcome for every directive. */
final class ScriptSuite implements Suite {
    static final String EXTENSION = ".wast";

    private final Path folder;

    ScriptSuite(Path folder) {
        this.folder = folder;
    }

    /** Whether there are scripts in the folder itself. */
    static boolean isIn(Path folder) throws IOException {
        return !scripts(folder).isEmpty();
    }

    @Override
    public String name() {
        return folder.getFileName().toString();
    }

    @Override
    public List<Case> cases() throws IOException {
        return scripts(folder).stream().map(file -> (Case) new ScriptCase(name(), file)).toList();
    }

    private static List<Path> scripts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION)).sorted().toList();
        }
    }

    /** One script. */
    private record ScriptCase(String suite, Path file) implements Case {
        @Override
        public String name() {
            return suite + "/" + file.getFileName();
        }

        @Override
        public void run(RunOptions options, Report report) throws IOException {
            Script script = Script.parse(name(), Files.readAllBytes(file));
            ScriptReport outcome = new ScriptRunner(Engines.createFor(file, options), Engines.calls(options))
                    .run(script);
            for (int i = 0; i < outcome.passed(); i++) {
                report.pass();
            }
            outcome.failures().forEach(failure -> report.fail(failure.script() + ":" + failure.line(), failure.directive()
                    + ": " + failure.message()));
            outcome.skippedByReason().forEach((reason, count) -> {
                for (int i = 0; i < count; i++) {
                    report.skip(reason);
                }
            });
        }
    }
}
