package dev.vespula.conformance;

import dev.vespula.Engine;
import dev.vespula.text.script.ComponentScript;
import dev.vespula.text.script.Script;
import dev.vespula.text.script.ScriptReport;
import dev.vespula.text.script.ScriptRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
            byte[] text = Files.readAllBytes(file);
            Engine engine = Engines.createFor(file, options);
            Optional<ComponentScript> components = ComponentScript.parse(name(), text);
            ScriptReport outcome = components.isPresent() ? components.get().run(engine)
                    : new ScriptRunner(engine, Engines.calls(options)).run(Script.parse(name(), text));
            if (components.isPresent() && PartialScripts.reason(name()).isPresent()) {
                reportPartial(PartialScripts.reason(name()).get(), outcome, report);
                return;
            }
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

        /** What fails is skipped; but one in which nothing fails has no business on the list. */
        private void reportPartial(String reason, ScriptReport outcome, Report report) {
            for (int i = 0; i < outcome.passed(); i++) {
                report.pass();
            }
            outcome.failures().forEach(failure -> report.skip(reason));
            if (outcome.failures().isEmpty()) {
                report.fail(name(), "all of it passes, although it is listed as one that needs " + reason);
            }
        }
    }
}
