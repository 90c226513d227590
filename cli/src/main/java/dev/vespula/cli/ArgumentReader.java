package dev.vespula.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a well-formed command line into a command's options and arguments.
 *
 * <p>Why not picocli for this: its class files are too old for class-data archives, so that loading and verifying
 * them costs every start 40 to 50 ms, more than the Java virtual machine itself. This reader understands exactly what
 * the help promises and gives up on anything else; {@link PicocliReader} then explains what is wrong.
 */
final class ArgumentReader {
    private ArgumentReader() {}

    /**
     * Reads {@code args[from..]}.
     *
     * @return false if the line is not well-formed or asks for help; the command's state is then undefined
     */
    static boolean read(Command command, String[] args, int from) {
        List<Option> options = command.options();
        List<String> arguments = new ArrayList<>();
        int i = from;
        while (i < args.length) {
            String arg = args[i++];
            if (arg.equals("--")) {
                arguments.addAll(Arrays.asList(args).subList(i, args.length));
                break;
            }
            if (arg.length() < 2 || arg.charAt(0) != '-') {
                arguments.add(arg);
                if (command.stopsAtFirstArgument()) {
                    arguments.addAll(Arrays.asList(args).subList(i, args.length));
                    break;
                }
                continue;
            }
            int equals = arg.indexOf('=');
            Option option = find(options, equals < 0 ? arg : arg.substring(0, equals));
            if (option == null || option.isGiven() && !option.isRepeatable() || option.isFlag() && equals >= 0) {
                return false;
            }
            if (option.isFlag()) {
                option.give(null);
            } else if (equals >= 0) {
                option.give(arg.substring(equals + 1));
            } else if (i < args.length && !args[i].startsWith("--")) {
                option.give(args[i++]);
            } else {
                return false;
            }
        }
        command.setArguments(arguments);
        return isComplete(command, arguments.size());
    }

    private static boolean isComplete(Command command, int arguments) {
        long least = 0;
        long most = 0;
        for (Parameter parameter : command.parameters()) {
            least += parameter.isRequired() ? 1 : 0;
            most += parameter.most();
        }
        return arguments >= least && arguments <= most;
    }

    private static Option find(List<Option> options, String name) {
        for (Option option : options) {
            if (option.isNamed(name)) {
                return option;
            }
        }
        return null;
    }
}
