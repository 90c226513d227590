package dev.vespula.cli;

import java.util.List;

/** What completion and the manual tell: all commands with their options, also those that every command has by itself. */
final class CommandModel {
    static final String PURPOSE = "Runs and examines WebAssembly modules and components.";
    static final Option HELP = Option.flag("--help", "Print this help and exit.").orShort("-h");
    static final Option VERSION = Option.flag("--version", "Print the version and exit.").orShort("-V");

    private CommandModel() {}

    /** The commands in the order of the help. */
    static List<Command> commands() {
        return Command.names().stream().map(Command::named).toList();
    }

    /** What a value of an option is, as far as its label tells. */
    enum Values {
        FOLDERS, FILES, OTHER;

        static Values of(Option option) {
            String label = option.label();
            if (label.equals("DIR") || label.startsWith("HOST[::")) {
                return FOLDERS;
            }
            return label.startsWith("FILE") || label.equals("OUT") || label.endsWith(".prof") ? FILES : OTHER;
        }
    }
}
