package dev.vespula.cli;

import java.util.List;

/** The list of commands. */
final class Commands {
    private Commands() {}

    /**
     * The command of that name, or null. One switch instead of a table of all: only the command that runs is loaded.
     */
    static Command named(String name) {
        return switch (name) {
            case "run" -> new RunCommand();
            case "compile" -> new CompileCommand();
            case "resume" -> new ResumeCommand();
            case "validate" -> new ValidateCommand();
            case "inspect" -> new InspectCommand();
            case "ir" -> new IrCommand();
            case "wat2wasm" -> new Wat2WasmCommand();
            case "wasm2wat" -> new Wasm2WatCommand();
            case "wast" -> new WastCommand();
            default -> null;
        };
    }

    /** All names, in the order of the help. */
    static List<String> names() {
        return List.of("run", "compile", "resume", "validate", "inspect", "ir", "wat2wasm", "wasm2wat", "wast");
    }
}
