package dev.vespula.internal.load;

import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.PackedFile;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * How the resources of an artifact are called that are modules and their code. Their folders are no packages: of a named Java
 * module, resources in packages are its own, but these are for the engine.
 */
final class ResourceNames {
    private static final String MODULES = PackedFile.FOLDER + "wasm/";
    private static final String CODE = PackedFile.FOLDER + "code/";

    private ResourceNames() {}

    /**
     * Makes sure that a name is one of a resource.
     *
     * @throws IllegalArgumentException if it leads out of its folder, or nowhere
     */
    static void check(String name) {
        if (!Stream.of(name.split("/", -1)).allMatch(ResourceNames::isPart)) {
            throw new IllegalArgumentException("no name of a resource: '" + PrintableName.of(name) + "'");
        }
    }

    private static boolean isPart(String part) {
        return !part.isEmpty() && !part.equals(".") && !part.equals("..") && part.indexOf('\\') < 0;
    }

    /** The module of a name. */
    static String module(String name) {
        return MODULES + name;
    }

    /** A file of the code of a module, by the hash of the module and the file's name in a jar. */
    static String code(byte[] hash, String name) {
        String file = name.equals(PackedFile.INDEX) ? "index" : name;
        return CODE + HexFormat.of().formatHex(hash) + "/" + file;
    }
}
