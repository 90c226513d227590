package dev.vespula.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Recognises what kind of suite a folder holds. */
final class Suites {
    private Suites() {}

    /** All suites in {@code folder} and the folders below it, in the order of their paths. */
    static List<Suite> in(Path folder) throws IOException {
        List<Suite> found = new ArrayList<>();
        collect(folder.toAbsolutePath().normalize(), found);
        return found;
    }

    private static void collect(Path folder, List<Suite> found) throws IOException {
        LaterSuite later = LaterSuite.of(folder);
        if (later != null) {
            found.add(later);
            return;
        }
        if (has(folder, "expected.json") && has(folder, "modules.zip")) {
            found.add(new BankSuite(folder));
        }
        if (has(folder, "verdicts.tsv") && has(folder, "binaries.zip")) {
            found.add(new MalformedSuite(folder));
        }
        if (ScriptSuite.isIn(folder)) {
            found.add(new ScriptSuite(folder));
        }
        if (WasiSuite.isIn(folder)) {
            // The folders in it are its own.
            found.add(new WasiSuite(folder));
            return;
        }
        for (Path child : foldersIn(folder)) {
            collect(child, found);
        }
    }

    private static boolean has(Path folder, String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }
}
