package dev.vespula.conformance.fuzz;

import dev.vespula.text.script.ComponentScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Binary modules and components in files, zip archives and folders; and the components of scripts. */
final class ModuleFiles {
    private ModuleFiles() {}

    /**
     * All of them.
     *
     * @throws IllegalArgumentException if there are paths but no modules
     */
    static List<byte[]> read(List<Path> paths) throws IOException {
        List<byte[]> modules = new ArrayList<>();
        for (Path path : paths) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                    read(file, modules);
                }
            }
        }
        if (modules.isEmpty() && !paths.isEmpty()) {
            throw new IllegalArgumentException("no modules in " + paths);
        }
        return modules;
    }

    private static void read(Path file, List<byte[]> modules) throws IOException {
        if (file.toString().endsWith(".wasm")) {
            modules.add(Files.readAllBytes(file));
        } else if (file.toString().endsWith(".wast")) {
            ComponentScript.parse(file.toString(), Files.readAllBytes(file)).ifPresent(script -> modules.addAll(script
                    .binaries()));
        } else if (file.toString().endsWith(".zip")) {
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    if (entry.getName().endsWith(".wasm")) {
                        modules.add(in.readAllBytes());
                    }
                }
            }
        }
    }
}
