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
            Optional<PartialScripts.Part> part = PartialScripts.of(name());
            if (components.isPresent() && part.isPresent()) {
                reportPartial(part.get(), outcome, report);
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

        /** As many failures as the list says are skipped: more are failures, and with fewer the list is to be shortened. */
        private void reportPartial(PartialScripts.Part part, ScriptReport outcome, Report report) {
            for (int i = 0; i < outcome.passed(); i++) {
                report.pass();
            }
            int failures = outcome.failures().size();
            for (int i = 0; i < Math.min(failures, part.directives()); i++) {
                report.skip("not executed yet: " + part.reason());
            }
            if (failures > part.directives()) {
                outcome.failures().forEach(failure -> report.fail(failure.script() + ":" + failure.line(), failure.directive()
                        + ": " + failure.message()));
            } else if (failures < part.directives()) {
                report.fail(name(), failures + " directives fail, fewer than the " + part.directives() + " that are listed");
            }
        }
    }
}
