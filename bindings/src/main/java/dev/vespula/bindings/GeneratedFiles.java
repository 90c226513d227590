package dev.vespula.bindings;

import dev.vespula.internal.files.StableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was generated for a file: Java sources, and resources that {@code native-image} reads. Equal input, options and version give
 * equal files. Immutable.
 *
 * @param sources to be compiled, in the order of their paths
 * @param resources to be packaged with the classes, in the order of their paths
 * @see Bindings
 */
public record GeneratedFiles(List<GeneratedFile> sources, List<GeneratedFile> resources) {
    public GeneratedFiles {
        sources = List.copyOf(sources);
        resources = List.copyOf(resources);
    }

    /**
     * Writes the files. Folders are made; a file that has the right content already is left as it is, so that a build tool sees no change.
     *
     * @param sourceFolder where the packages of the sources begin
     * @param resourceFolder where the resources go; may be the same
     * @return the files, those that were left as they are included
     * @throws IOException if one cannot be written
     */
    public List<Path> writeTo(Path sourceFolder, Path resourceFolder) throws IOException {
        List<Path> written = new ArrayList<>();
        for (GeneratedFile file : sources) {
            written.add(write(file, sourceFolder));
        }
        for (GeneratedFile file : resources) {
            written.add(write(file, resourceFolder));
        }
        return List.copyOf(written);
    }

    private static Path write(GeneratedFile file, Path folder) throws IOException {
        return StableFile.write(folder.resolve(file.path()), file.text().getBytes(StandardCharsets.UTF_8));
    }
}
