package dev.vespula.internal.load;

import dev.vespula.internal.files.StableFile;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.PackedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;

/** Writes modules and their code where {@link ResourceModules} finds them once they are in an artifact. */
public final class ResourceWriter {
    private final Path folder;
    /** Null if the module is no resource itself. */
    private final String name;
    private final List<Path> written = new ArrayList<>();

    private ResourceWriter(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * Writes a resource into a folder, which need not be there yet.
     *
     * @throws IllegalArgumentException if the name leads out of the folder, or nowhere
     */
    public static ResourceWriter of(Path folder, String name) {
        ResourceNames.check(name);
        return new ResourceWriter(folder, name);
    }

    /** Writes code alone, of modules that are within another resource. */
    public static ResourceWriter ofCode(Path folder) {
        return new ResourceWriter(folder, null);
    }

    /**
     * Writes a module and its code, with classes in their packages; gives the files.
     *
     * @param jar the module and its code, as a jar file
     */
    public List<Path> writeInPackages(ModuleCode module, byte[] jar) throws IOException {
        return write(module, jar, UnaryOperator.identity());
    }

    /** As {@link #writeInPackages}, with classes among the resources. */
    public List<Path> writeAmongResources(ModuleCode module, byte[] jar) throws IOException {
        return write(module, jar, file -> ResourceNames.code(module.hash(), file));
    }

    /** @param classes where the class files go */
    private List<Path> write(ModuleCode module, byte[] jar, UnaryOperator<String> classes) throws IOException {
        PackedFile packed = PackedFile.of(jar);
        for (String file : packed.names()) {
            switch (file) {
                case JarFile.MANIFEST_NAME -> {
                    // Of the jar; the artifact will have its own.
                }
                case PackedFile.MODULE -> {
                    if (name != null) {
                        put(ResourceNames.module(name), packed.module());
                    }
                }
                case PackedFile.INDEX -> put(ResourceNames.code(module.hash(), file), packed.content(file));
                default -> put(classes.apply(file), packed.content(file));
            }
        }
        return List.copyOf(written);
    }

    private void put(String file, byte[] content) throws IOException {
        written.add(StableFile.write(folder.resolve(file), content));
    }
}
