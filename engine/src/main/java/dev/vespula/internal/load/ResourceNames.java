package dev.vespula.internal.load;

import dev.vespula.internal.runtime.PackedFile;
import java.util.HexFormat;

/**
 * How the resources of an artifact are called that are modules and their code. Their folders are no packages: of a named Java
 * module, resources in packages are its own, but these are for the engine.
 */
final class ResourceNames {
    private static final String MODULES = PackedFile.FOLDER + "wasm/";
    private static final String CODE = PackedFile.FOLDER + "code/";

    private ResourceNames() {}

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
