package dev.vespula.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST;

import dev.vespula.cli.Surroundings.Shown;
import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Everything about a command line that is not the usual path: help, and what is wrong with a line that
 * {@link ArgumentReader} did not take. Built from the same {@link Command} and {@link Option} objects.
 */
final class PicocliReader {
    private static final int HELP_WIDTH = 100;
    /** What Wasmtime, wasm-tools and WABT call what we have under another name. */
    private static final Map<String, String> OTHER_NAMES = Map.of("print", "wasm2wat", "parse", "wat2wasm", "objdump",
            "inspect --code", "dump", "inspect --code", "disassemble", "inspect --code", "exec", "run", "version", "--version",
            "wit",
            "inspect", "metadata", "inspect", "spectest", "wast");

    private final Console console;
    private final CommandLine root;

    PicocliReader(Console console) {
        this.console = console;
        root = commandLine();
        paint();
    }

    /** All commands as picocli knows them. */
    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name("vespula");
        spec.usageMessage()
                .description(CommandModel.PURPOSE)
                .footer("%nWithout a command, FILE is run: 'vespula [OPTIONS] FILE' means 'vespula run [OPTIONS] FILE'.",
                        "'vespula COMMAND --help' tells more about a command.");
        spec.addOption(helpOption());
        spec.addOption(builder(CommandModel.VERSION).versionHelp(true).type(boolean.class).build());
        spec.version(version());
        tellExitCodes(spec, ExitCode.OF_PROGRAMS);
        for (String name : Command.names()) {
            Command command = Command.named(name);
            CommandLine line = new CommandLine(spec(command));
            line.setStopAtPositional(command.stopsAtFirstArgument());
            spec.addSubcommand(name, line);
        }
        return new CommandLine(spec);
    }

    /** Has colours where the console has them; picocli would ask the system itself. */
    private void paint() {
        Ansi ansi = console.paint(Shown.OUT) == Paint.COLOURED ? Ansi.ON : Ansi.OFF;
        root.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    }

    private static void tellExitCodes(CommandSpec spec, List<ExitCode> codes) {
        Map<String, String> list = new LinkedHashMap<>();
        codes.forEach(code -> list.put(code.text(), code.meaning()));
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(list);
    }

    /** Tells that a word is no command, and which ones are like it; gives the exit code. */
    int tellUnknown(String word) {
        List<String> alike = OTHER_NAMES.containsKey(word) ? List.of(OTHER_NAMES.get(word)) : suggestions(word);
        console.error("'" + PrintableName.of(word) + "' is neither a command nor a file; "
                + (alike.isEmpty() ? "" : "did you mean '" + String.join("' or '", alike) + "'? ")
                + "'vespula --help' lists the commands");
        return Main.USAGE_ERROR;
    }

    /**
     * Reads a line for {@code command}, printing help or the error where there is one.
     *
     * @return -1 if the line is good and was read into {@code command}, else the exit code
     */
    int read(Command command, String[] args, int from) {
        List<String> line = new ArrayList<>(List.of(command.name()));
        line.addAll(Arrays.asList(args).subList(from, args.length));
        ParseResult result;
        try {
            result = root.parseArgs(line.toArray(String[]::new)).subcommand();
        } catch (ParameterException e) {
            return reportError(e);
        }
        if (result.isUsageHelpRequested()) {
            fill(command, result);
            try {
                console.use(ColorChoice.of(command.color));
            } catch (UsageException e) {
                return Main.tell(command, console, e);
            }
            paint();
            root.getSubcommands().get(command.name()).usage(console.out());
            return Main.OK;
        }
        fill(command, result);
        return -1;
    }

    private List<String> suggestions(String word) {
        try {
            root.parseArgs(word);
        } catch (UnmatchedArgumentException e) {
            return e.getSuggestions();
        }
        return List.of();
    }

    /** Reads a line without a command: help, version, or an error. */
    int readRoot(String[] args) {
        if (args.length == 0) {
            root.usage(console.err());
            return Main.USAGE_ERROR;
        }
        ParseResult result;
        try {
            result = root.parseArgs(args);
        } catch (ParameterException e) {
            return reportError(e);
        }
        if (result.isVersionHelpRequested()) {
            root.printVersionHelp(console.out());
        } else {
            root.usage(console.out());
        }
        return Main.OK;
    }

    private int reportError(ParameterException e) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = e.getMessage();
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                message += "; did you mean " + String.join(" or ", suggestions) + "?";
            }
        }
        console.errorOf(name, message);
        console.err().println("Try '" + name + " --help'.");
        return Main.USAGE_ERROR;
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "vespula " + (version == null ? "(development build)" : version)
                + " on Java " + Runtime.version();
    }

    private static OptionSpec helpOption() {
        return builder(CommandModel.HELP).usageHelp(true).type(boolean.class).build();
    }

    private static CommandSpec spec(Command command) {
        CommandSpec spec = CommandSpec.create().name(command.name());
        spec.usageMessage().description(command.summary()).width(HELP_WIDTH).sortOptions(false);
        // The synopsis names the parameters already, and they need no more explanation than the details give.
        spec.usageMessage().sectionMap().remove(SECTION_KEY_PARAMETER_LIST);
        List<String> footer = new ArrayList<>();
        for (String paragraph : command.details()) {
            footer.add("%n" + paragraph.replace("%", "%%"));
        }
        spec.usageMessage().footer(footer.toArray(String[]::new));
        tellExitCodes(spec, command.exitCodes());
        for (Option option : command.options()) {
            spec.addOption(spec(option));
        }
        spec.addOption(helpOption());
        for (int i = 0; i < command.parameters().size(); i++) {
            Parameter parameter = command.parameters().get(i);
            spec.addPositional(PositionalParamSpec.builder()
                    .index(parameter.isOpen() ? i + "..*" : Integer.toString(i))
                    .arity(parameter.arity())
                    .paramLabel(parameter.label())
                    .required(parameter.isRequired())
                    .type(List.class).auxiliaryTypes(String.class)
                    .build());
        }
        return spec;
    }

    private static OptionSpec spec(Option option) {
        OptionSpec.Builder builder = builder(option);
        if (option.isFlag()) {
            return builder.type(boolean.class).build();
        }
        builder.paramLabel(option.label()).arity("1");
        return option.isRepeatable()
                ? builder.type(List.class).auxiliaryTypes(String.class).build()
                : builder.type(String.class).build();
    }

    private static OptionSpec.Builder builder(Option option) {
        return OptionSpec.builder(option.names().toArray(String[]::new)).description(option.description());
    }

    private static void fill(Command command, ParseResult result) {
        for (Option option : command.options()) {
            option.clear();
            if (result.hasMatchedOption(option.name())) {
                if (option.isFlag()) {
                    option.give(null);
                } else {
                    result.matchedOption(option.name()).stringValues().forEach(option::give);
                }
            }
        }
        List<String> arguments = new ArrayList<>();
        // A parameter is listed once for each run of arguments between options, each time with all its values.
        new LinkedHashSet<>(result.matchedPositionals()).forEach(positional -> arguments.addAll(positional.stringValues()));
        command.setArguments(arguments);
    }
}
