package dev.vespula.buildtool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sources of a folder and all folders in it, in the order of their names. What a package of WIT has in {@code deps} is part of it and
 * no source of its own.
 */
final class SourceFolder {
    private final Path folder;
    private final Path base;
    private final List<WasmSource> modules = new ArrayList<>();
    private final List<WitSource> packages = new ArrayList<>();

    /**
     * Looks for sources; there are none if the folder is not there.
     *
     * @param base what names in messages begin behind
     */
    SourceFolder(Path folder, Path base) throws IOException {
        this.folder = folder;
        this.base = base;
        if (Files.isDirectory(folder)) {
            collect(folder);
        }
    }

    private void collect(Path place) throws IOException {
        List<Path> entries;
        try (Stream<Path> content = Files.list(place)) {
            entries = content.sorted().toList();
        }
        boolean isPackage = entries.stream().anyMatch(entry -> WitSource.isNamed(entry) && Files.isRegularFile(entry));
        if (isPackage) {
            String name = Source.slashed(folder.relativize(place));
            packages.add(new WitSource(place, name.isEmpty() ? "*.wit" : name + "/*.wit", Source.shown(place, base)));
        }
        for (Path entry : entries) {
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (!isPackage || !entry.endsWith(WitSource.DEPENDENCIES)) {
                    collect(entry);
                }
            } else if (WasmSource.isNamed(entry) && Files.isRegularFile(entry)) {
                modules.add(new WasmSource(entry, Source.slashed(folder.relativize(entry)), Source.shown(entry, base)));
            }
        }
    }

    /** Modules and components. */
    List<WasmSource> modules() {
        return modules;
    }

    /** Packages of WIT. */
    List<WitSource> packages() {
        return packages;
    }
}
