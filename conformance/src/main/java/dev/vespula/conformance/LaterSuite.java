package dev.vespula.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of something that the engine does not execute yet. All of it is skipped, and the report says so; this is the one
 * list of such things.
 */
final class LaterSuite implements Suite {
    private static final Map<String, String> FEATURES = Map.of(
            "component/wit", "WIT, which the tests of vespula-component read");

    private static final String COMPONENT = "component";

    private final Path folder;

    private LaterSuite(Path folder) {
        this.folder = folder;
    }

    /** The suite in a folder whose name is that of a feature in the list, or null. */
    static LaterSuite of(Path folder) {
        return FEATURES.containsKey(name(folder)) ? new LaterSuite(folder) : null;
    }

    /** The name of a folder; what is of components has that before it. */
    private static String name(Path folder) {
        String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
        return folder.getParent() != null && folder.getParent().endsWith(COMPONENT) ? COMPONENT + "/" + name : name;
    }

    @Override
    public String name() {
        return name(folder);
    }

    /** One case for each script, wherever below the folder; one for a folder without scripts. */
    @Override
    public List<Case> cases() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Case> scripts = files.filter(file -> file.toString().endsWith(ScriptSuite.EXTENSION)).sorted()
                    .map(file -> (Case) new LaterCase(folder, file)).toList();
            return scripts.isEmpty() ? List.of(new LaterCase(folder, folder)) : scripts;
        }
    }

    /** What is skipped. */
    private record LaterCase(Path folder, Path file) implements Case {
        @Override
        public String name() {
            return LaterSuite.name(folder) + "/" + folder.relativize(file);
        }

        @Override
        public void run(RunOptions options, Report report) {
            report.skip("not executed yet: " + FEATURES.get(LaterSuite.name(folder)));
        }
    }
}
