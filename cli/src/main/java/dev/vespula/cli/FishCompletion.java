package dev.vespula.cli;

import java.util.List;

/** The completion script for fish. */
final class FishCompletion {
    private static final String NO_COMMAND = "__fish_use_subcommand";

    private FishCompletion() {}

    static String script() {
        StringBuilder script = new StringBuilder("# Made by the build from the commands' own descriptions.\n");
        options(script, NO_COMMAND, List.of(CommandModel.HELP, CommandModel.VERSION));
        for (Command command : CommandModel.commands()) {
            script.append('\n');
            line(script, NO_COMMAND, "-a " + command.name(), command.summary());
            String here = "__fish_seen_subcommand_from " + command.name();
            options(script, here, command.options());
            options(script, here, List.of(CommandModel.HELP));
        }
        return script.toString();
    }

    private static void options(StringBuilder script, String condition, List<Option> options) {
        for (Option option : options) {
            StringBuilder what = new StringBuilder();
            for (String name : option.names()) {
                what.append(what.length() == 0 ? "" : " ").append(name.startsWith("--") ? "-l " + name.substring(2)
                        : "-s " + name.substring(1));
            }
            line(script, condition, what + value(option), option.description());
        }
    }

    private static String value(Option option) {
        if (option.isFlag()) {
            return "";
        }
        return switch (CommandModel.Values.of(option)) {
            case FOLDERS -> " -x -a '(__fish_complete_directories)'";
            case FILES -> " -r -F";
            case OTHER -> " -x";
        };
    }

    private static void line(StringBuilder script, String condition, String what, String description) {
        script.append("complete -c vespula -n ").append(quoted(condition)).append(' ').append(what).append(" -d ")
                .append(quoted(description)).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
