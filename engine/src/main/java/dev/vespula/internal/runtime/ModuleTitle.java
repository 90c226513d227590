package dev.vespula.internal.runtime;

/**
 * What a module is called in messages. A name that it was given comes before the one in its name section, and that before the name of
 * its file. Nothing that is kept or compared depends on it.
 *
 * @param given null for none
 * @param file  null for none
 */
public record ModuleTitle(String given, String file) {
    /** A module of bytes. */
    public static final ModuleTitle NONE = new ModuleTitle(null, null);

    /** A module that was given a name, perhaps that of a file. */
    public static ModuleTitle given(String name) {
        return new ModuleTitle(plain(name), null);
    }

    /** A module of a file. */
    public static ModuleTitle ofFile(String path) {
        return new ModuleTitle(null, plain(path));
    }

    /** Without folders, and without the ending of modules. */
    private static String plain(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        boolean hasEnding = name.endsWith(".wasm") || name.endsWith(".wat") || name.endsWith(".jar");
        String plain = hasEnding ? name.substring(0, name.lastIndexOf('.')) : name;
        return plain.isEmpty() ? path : plain;
    }

    /**
     * The name.
     *
     * @param section what the name section says, or null
     */
    String of(String section) {
        return given != null ? given : section != null ? section : file;
    }
}
