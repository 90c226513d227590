package dev.vespula.wasi.internal.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code wasi:cli/environment}. */
public final class Environment {
    private final List<String> arguments;
    private final List<Variable> variables;

    /** A variable: a name and a value. */
    public record Variable(String name, String value) {}

    /** What a process starts with. */
    public Environment(List<String> arguments, Map<String, String> variables) {
        this.arguments = List.copyOf(arguments);
        this.variables = variables.entrySet().stream().map(each -> new Variable(each.getKey(), each.getValue())).toList();
    }

    /** {@code get-environment}. */
    public List<Variable> getEnvironment() {
        return variables;
    }

    /** {@code get-arguments}: the name of the program first. */
    public List<String> getArguments() {
        return arguments;
    }

    /** {@code initial-cwd}: the guest has none, but directories with names. */
    public Optional<String> initialCwd() {
        return Optional.empty();
    }
}
