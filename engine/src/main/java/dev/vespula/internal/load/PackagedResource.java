package dev.vespula.internal.load;

import dev.vespula.internal.files.StableFile;
import dev.vespula.internal.names.PrintableName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A resource of an application that is a module or has modules in it, with the class loader that found it: that finds
 * the code to which a build has compiled them, too.
 */
public final class PackagedResource {
    private final ClassLoader loader;
    private final String path;
    private final byte[] bytes;

    private PackagedResource(ClassLoader loader, String path, byte[] bytes) {
        this.loader = loader;
        this.path = path;
        this.bytes = bytes;
    }

    /**
     * The resource of a name.
     *
     * @param anchor
     *            whose class loader finds it, and beside which it is unless the name begins with '/'
     *
     * @throws IOException
     *             if there is none, or it cannot be read
     */
    public static PackagedResource find(Class<?> anchor, String name) throws IOException {
        String path = name.startsWith("/") ? name.substring(1) : anchor.getPackageName().replace('.', '/') + "/" + name;
        path = path.startsWith("/") ? path.substring(1) : path;
        ClassLoader loader = anchor.getClassLoader() == null ? ClassLoader.getSystemClassLoader()
                : anchor.getClassLoader();
        byte[] bytes = read(loader, ResourceNames.module(path));
        bytes = bytes == null ? read(loader, path) : bytes;
        if (bytes == null) {
            throw new FileNotFoundException("no resource " + PrintableName.of(path) + ", neither as it is nor in "
                    + ResourceNames.module("") + ", where the build plugins put modules");
        }
        return new PackagedResource(loader, path, bytes);
    }

    /**
     * Writes what is to be found under a name once the folder is part of an artifact.
     *
     * @throws IllegalArgumentException
     *             if the name leads out of the folder, or nowhere
     */
    public static Path write(Path folder, String name, byte[] content) throws IOException {
        ResourceNames.check(name);
        return StableFile.write(folder.resolve(ResourceNames.module(name)), content);
    }

    static byte[] read(ClassLoader loader, String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    ClassLoader loader() {
        return loader;
    }

    /** Where it is, from the root. */
    public String path() {
        return path;
    }

    /** Its content, which nobody else has. */
    public byte[] bytes() {
        return bytes;
    }
}
