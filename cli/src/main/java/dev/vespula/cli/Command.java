package dev.vespula.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A subcommand of {@code vespula}: what it is called, what it takes, and what it does. Add one by writing a subclass
 * and naming it in {@link #named} and {@link #names}.
 */
abstract class Command {
    /** More detail in messages: what is executed, and Java stack traces for errors. Every command has it. */
    final Option verbose = Option.flag("--verbose", "Say what is done, and show Java stack traces with errors.");
    /** When output has colours. Every command has it. */
    final Option color = Option.value("--color", "WHEN",
            "When to use colours: 'always', 'never' or 'auto' (the default: on terminals, unless the variable NO_COLOR is set).");
    private final String name;
    private final String summary;
    private final List<Parameter> parameters;
    /** Those that every command has come last. */
    private final List<Option> common = List.of(color, verbose);
    private final List<Option> options = new ArrayList<>(common);
    private List<String> details = List.of();
    private List<String> arguments = List.of();

    /**
     * A command without options but those that every command has.
     *
     * @param name       the word that selects it
     * @param summary    one sentence for the list of commands and the head of the command's help
     * @param parameters what it takes, as {@link Parameter#of} reads it
     */
    Command(String name, String summary, String... parameters) {
        this.name = name;
        this.summary = summary;
        this.parameters = new ArrayList<>();
        for (String notation : parameters) {
            this.parameters.add(Parameter.of(notation));
        }
    }

    /**
     * The command of that name, or null. One switch instead of a table of all: only the command that runs is loaded.
     */
    static Command named(String name) {
        return switch (name) {
            case "run" -> new RunCommand();
            case "serve" -> new ServeCommand();
            case "compile" -> new CompileCommand();
            case "resume" -> new ResumeCommand();
            case "validate" -> new ValidateCommand();
            case "inspect" -> new InspectCommand();
            case "bindings" -> new BindingsCommand();
            case "names" -> new NamesCommand();
            case "strip" -> new StripCommand();
            case "ir" -> new IrCommand();
            case "wat2wasm" -> new Wat2WasmCommand();
            case "wasm2wat" -> new Wasm2WatCommand();
            case "wast" -> new WastCommand();
            default -> null;
        };
    }

    /** All names, in the order of the help. */
    static List<String> names() {
        return List.of("run", "serve", "compile", "resume", "validate", "inspect", "bindings", "names", "strip", "ir",
                "wat2wasm", "wasm2wat",
                "wast");
    }

    /** Adds options, which come before the common ones in the help. */
    final void takes(List<Option> more) {
        options.addAll(options.size() - common.size(), more);
    }

    /** Adds options, which come before the common ones in the help. */
    final void takes(Option... more) {
        takes(List.of(more));
    }

    /** Sets further paragraphs for the foot of the command's help. */
    final void explain(String... paragraphs) {
        details = List.of(paragraphs);
    }

    final String name() {
        return name;
    }

    final String summary() {
        return summary;
    }

    final List<String> details() {
        return details;
    }

    /** The options of the command, in the order of its help. */
    final List<Option> options() {
        return options;
    }

    final List<Parameter> parameters() {
        return parameters;
    }

    /** Whether everything after the first argument belongs to it, options included. */
    boolean stopsAtFirstArgument() {
        return false;
    }

    /** The exit codes that it can give. */
    List<ExitCode> exitCodes() {
        return ExitCode.USUAL;
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
     * @throws dev.vespula.ModuleException if the module that the first argument names is refused (exit code 1)
     */
    abstract int run(Console console);
}
