package dev.vespula.cli;

import dev.vespula.component.Component;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.internal.text.TypeText;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.wave.Wave;
import dev.vespula.component.wave.WaveCall;
import dev.vespula.component.wave.WaveException;
import dev.vespula.internal.names.PrintableName;
import java.util.List;
import java.util.Optional;

/** What {@code vespula run} does with a component: one call, whose arguments and result are written as WAVE has it. */
final class ComponentCall {
    private final String file;
    private final Option invoke;
    private final WaveCall call;

    private ComponentCall(String file, Option invoke, WaveCall call) {
        this.file = file;
        this.invoke = invoke;
        this.call = call;
    }

    /**
     * A call.
     *
     * @param invoke the option that has it
     * @throws UsageException if what it has is no call
     */
    static ComponentCall of(String file, Option invoke) {
        try {
            return new ComponentCall(file, invoke, invoke.isGiven() ? WaveCall.parse(invoke.value()) : null);
        } catch (WaveException e) {
            throw new UsageException(invoke.name() + " takes a call of a component's function, such as 'name(1, \"x\")', not '"
                    + invoke.value() + "': " + e.reason());
        }
    }

    /**
     * Makes an instance, calls the function and prints what it returns; gives the exit code.
     *
     * @param told where the call is announced; null for nowhere
     */
    int run(Program program, Component component, Console told) {
        ComponentInstance instance = CommandComponent.instantiate(program, component, file);
        ExportedFunctions exports = new ExportedFunctions(instance);
        if (call == null) {
            throw new CommandException(file + " is a component without a function to start with; " + exports.describe());
        }
        ComponentFunc function = exports.find(file, call.name());
        Object[] arguments = arguments(function);
        if (told != null) {
            told.error("calling " + PrintableName.of(function.name()) + ": " + TypeText.of(function.type()) + " of " + file);
        }
        Object result = function.call(arguments);
        Optional<ValueType> type = function.type().result();
        return type.isPresent() ? program.finish(Wave.print(result, type.get())) : program.finish();
    }

    private Object[] arguments(ComponentFunc function) {
        try {
            List<Object> arguments = call.arguments(function.type());
            return arguments.toArray();
        } catch (WaveException e) {
            throw new CommandException(invoke.name() + ":" + e.getMessage(), e);
        }
    }
}
