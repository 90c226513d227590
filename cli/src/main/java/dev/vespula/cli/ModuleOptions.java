package dev.vespula.cli;

import java.util.List;

/** How commands that take modules read their files. All of them have these options and mean the same by them. */
final class ModuleOptions {
    /** The ending by which a file with compiled code is known. */
    static final String COMPILED = ".jar";

    final Option compiled = Option.flag("--compiled",
            "FILE was made by 'vespula compile', although its name does not end in " + COMPILED + ".");

    List<Option> options() {
        return List.of(compiled);
    }

    /**
     * Whether a file holds compiled code. Only whoever wrote the command line says so, by the option or by the file's name:
     * such code is executed as it is and may do whatever the user may, so what is in a file must never decide it.
     */
    boolean isCompiled(String file) {
        return compiled.isGiven() || file.endsWith(COMPILED);
    }
}
