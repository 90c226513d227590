package dev.vespula.udf.internal.component;

import dev.vespula.component.Result;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.ValueType;
import dev.vespula.udf.Field;
import dev.vespula.udf.internal.task.GuestFault;
import java.util.ArrayList;
import java.util.List;

/** A function's parameters and its result. A {@code result} type is its success; its failure is the row's. */
record FunctionMapping(List<Field> params, List<ValueMapping> arguments, ValueMapping result, Failing failing) {

    /** Whether the function can say that it failed. */
    enum Failing {
        NEVER, BY_RESULT
    }

    static FunctionMapping of(FunctionType type) throws ValueMapping.Unmapped {
        if (type.async()) {
            throw new ValueMapping.Unmapped("it is asynchronous");
        }
        List<Field> params = new ArrayList<>();
        List<ValueMapping> arguments = new ArrayList<>();
        for (NamedType param : type.params()) {
            ValueMapping argument = ValueMapping.of(param.type());
            arguments.add(argument);
            params.add(new Field(param.name(), argument.type()));
        }
        ValueType result = type.result().orElseThrow(() -> new ValueMapping.Unmapped("it returns nothing"));
        if (result instanceof ResultType both) {
            ValueType success = both.ok().orElseThrow(() -> new ValueMapping.Unmapped("its success has no value"));
            return new FunctionMapping(params, arguments, ValueMapping.of(success), Failing.BY_RESULT);
        }
        return new FunctionMapping(params, arguments, ValueMapping.of(result), Failing.NEVER);
    }

    /** The result of a call. */
    Object result(Object returned) {
        if (failing == Failing.BY_RESULT) {
            if (returned instanceof Result.Err<?, ?> failure) {
                throw GuestFault.reported(failure.value() == null ? "failed" : String.valueOf(failure.value()));
            }
            return result.ofWit(((Result.Ok<?, ?>) returned).value());
        }
        return result.ofWit(returned);
    }
}
