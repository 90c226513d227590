package dev.vespula.buildtool;

import dev.vespula.ModuleException;
import java.nio.file.Path;

/** What a step makes files of. */
sealed interface Source permits WasmSource, WitSource {
    /** Its path in the source folder, with '/' between folders. */
    String name();

    /** What messages call it. */
    String shown();

    /** One line on why it was refused, which begins with the file, and line and column if it is a text. */
    String describe(ModuleException refusal);

    /** A file as it is seen from a folder. */
    static String shown(Path file, Path base) {
        return slashed(file.startsWith(base) ? base.relativize(file) : file);
    }

    /** A path with '/' between names, on every system. */
    static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** The first line of what a message says; more lines show the place in the text. */
    static String firstLine(ModuleException refusal) {
        return refusal.detail().lines().findFirst().orElse("");
    }
}
