package dev.vespula.cli;

import java.util.List;
import java.util.stream.Collectors;

/** The completion function for zsh: a file {@code _vespula} in a folder of {@code fpath}. */
final class ZshCompletion {
    private static final String SCRIPT = """
            #compdef vespula
            # Made by the build from the commands' own descriptions.

            _vespula() {
              local context state state_descr line
              local -a commands
              typeset -A opt_args

              _arguments -C \\
            %s    '1: :->command' \\
                '*:: :->rest' && return

              case $state in
                command)
                  commands=(
            %s      )
                  _describe -t commands command commands
                  _files
                  ;;
                rest)
                  case $words[1] in
            %s        *) _files ;;
                  esac
                  ;;
              esac
            }

            if [ "$funcstack[1]" = _vespula ]; then
              _vespula "$@"
            else
              compdef _vespula vespula
            fi
            """;

    private ZshCompletion() {}

    static String script() {
        List<Command> commands = CommandModel.commands();
        return SCRIPT.formatted(lines(4, List.of(CommandModel.HELP, CommandModel.VERSION)),
                commands.stream().map(command -> " ".repeat(8) + quoted(command.name() + ":" + colons(command.summary()))
                        + "\n")
                        .collect(Collectors.joining()),
                commands.stream().map(ZshCompletion::arm).collect(Collectors.joining()));
    }

    private static String arm(Command command) {
        // What follows a program's file is the program's, and may be files as well.
        String start = " ".repeat(8) + command.name() + ")\n" + " ".repeat(10) + "_arguments "
                + (command.stopsAtFirstArgument() ? "-A '-*' " : "") + "\\\n";
        return start + lines(12, List.of(CommandModel.HELP)) + lines(12, command.options()) + " ".repeat(12)
                + quoted("*:" + colons(label(command)) + ":_files") + "\n" + " ".repeat(10) + ";;\n";
    }

    private static String label(Command command) {
        return command.parameters().isEmpty() ? "FILE" : command.parameters().get(0).label();
    }

    private static String lines(int indent, List<Option> options) {
        return options.stream().map(option -> " ".repeat(indent) + spec(option) + " \\\n").collect(Collectors.joining());
    }

    private static String spec(Option option) {
        String about = "[" + brackets(option.description()) + "]" + value(option);
        List<String> names = option.names();
        if (option.isRepeatable()) {
            return names.stream().map(name -> quoted("*" + name + about)).collect(Collectors.joining(" "));
        }
        return names.size() == 1 ? quoted(names.get(0) + about)
                : "'(" + String.join(" ", names) + ")'{" + String.join(",", names) + "}" + quoted(about);
    }

    private static String value(Option option) {
        if (option.isFlag()) {
            return "";
        }
        return ":" + colons(option.label()) + ":" + switch (CommandModel.Values.of(option)) {
            case FOLDERS -> "_files -/";
            case FILES -> "_files";
            case OTHER -> " ";
        };
    }

    private static String brackets(String text) {
        return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
    }

    private static String colons(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
