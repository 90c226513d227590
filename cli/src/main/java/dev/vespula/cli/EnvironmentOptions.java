package dev.vespula.cli;

import dev.vespula.internal.names.PrintableName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options that say which environment variables a program sees: none but those given. */
final class EnvironmentOptions {
    final Option env = Option.value("--env", "NAME=VALUE",
            "Set an environment variable of the program; it sees no others.").repeatable();
    final Option file = Option.value("--env-file", "FILE",
            "Set the variables of FILE, one NAME=VALUE a line, taken as it is; empty lines and those that begin with '#' are passed over.")
            .repeatable();
    final Option inherit = Option.flag("--inherit-env", "Let the program see all environment variables of this process.");

    /** All of them, in the order of the help. */
    List<Option> options() {
        return List.of(env, file, inherit);
    }

    /**
     * The variables: those of this process, of files in their order, and of {@code --env}; of several with one name the last counts.
     *
     * @throws UsageException if a value of {@code --env} is not of the form it should be
     * @throws CommandException if a file cannot be read or has another form
     */
    Map<String, String> variables(Console console) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (inherit.isGiven()) {
            console.surroundings().variables().forEach((name, value) -> {
                // Windows has variables for folders of drives, whose names begin with '='.
                if (isName(name)) {
                    variables.put(name, value);
                }
            });
        }
        for (String name : file.values()) {
            read(console, name, variables);
        }
        check();
        for (String variable : env.values()) {
            put(variable, variables);
        }
        return variables;
    }

    /**
     * Looks at values without reading files.
     *
     * @throws UsageException if one is not of the form it should be
     */
    void check() {
        for (String variable : env.values()) {
            if (!isVariable(variable)) {
                throw new UsageException(env.name() + " takes " + env.label() + ", not '" + variable + "'");
            }
        }
    }

    private static boolean isVariable(String text) {
        int equals = text.indexOf('=');
        return equals > 0 && text.indexOf('\0') < 0;
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.indexOf('=') < 0 && text.indexOf('\0') < 0;
    }

    private static void put(String variable, Map<String, String> variables) {
        int equals = variable.indexOf('=');
        variables.put(variable.substring(0, equals), variable.substring(equals + 1));
    }

    private static void read(Console console, String name, Map<String, String> variables) {
        byte[] bytes = console.read(name);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new CommandException(name + ": not a file of variables: it is not UTF-8", e);
        }
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!isVariable(line)) {
                throw new CommandException(name + ":" + number + ": a line is NAME=VALUE, not '" + PrintableName.of(line)
                        + "'");
            }
            put(line, variables);
        }
    }
}
