package dev.vespula.cli;

import java.util.List;

/**
 * A subcommand of {@code vespula}: what it is called, what it takes, and what it does. Add one by writing a subclass
 * and naming it in {@link Commands}.
 */
abstract class Command {
    /** More detail in messages: what is executed, and Java stack traces for errors. Every command has it. */
    final Option verbose = Option.flag("--verbose", "Say what is done, and show Java stack traces with errors.");

    private List<String> arguments = List.of();

    /** The word that selects the command. */
    abstract String name();

    /** One sentence for the list of commands and the head of the command's help. */
    abstract String summary();

    /** Further paragraphs for the foot of the command's help. */
    List<String> details() {
        return List.of();
    }

    /** The options of the command, in the order of its help. */
    List<Option> options() {
        return List.of(verbose);
    }

    /** The labels of the arguments; a last one that ends in {@code ...} stands for any further number of them. */
    abstract List<String> parameters();

    /** How many arguments are needed at least. */
    abstract int requiredArguments();

    /** Whether everything after the first argument belongs to it, options included. */
    boolean stopsAtFirstArgument() {
        return false;
    }

    /** The arguments of the command line that was read. */
    final List<String> arguments() {
        return arguments;
    }

    final void setArguments(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    /**
     * Does the work.
     *
     * @return the exit code of the process
     * @throws UsageException if an option or argument has an unusable value (exit code 2)
     * @throws CommandException if the work cannot be done (exit code 1)
     */
    abstract int run(Console console);
}
