package dev.vespula.text.script;

import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Store;
import dev.vespula.Val;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** Calls through {@link Func#methodHandle}, as Java programs make them that do not box. */
public final class TypedCalls implements Calls {
    TypedCalls() {}

    @Override
    public Store<Void> store(Engine engine) {
        return PLAIN.store(engine);
    }

    @Override
    public List<Val> call(Store<Void> store, Func function, List<Val> arguments) {
        Object[] plain = arguments.stream().map(Val::toObject).toArray();
        Object[] results = call(function, plain);
        List<ValType> types = function.type().results();
        List<Val> values = new ArrayList<>(results.length);
        for (int i = 0; i < results.length; i++) {
            values.add(Val.of(types.get(i), results[i]));
        }
        return values;
    }

    /** Calls a function; as {@link Func#call} does if it has more parameters than a Java method can have. */
    public static Object[] call(Func function, Object... arguments) {
        MethodHandle handle;
        try {
            handle = function.methodHandle();
        } catch (IllegalArgumentException e) {
            return function.call(arguments);
        }
        try {
            Object result = handle.invokeWithArguments(arguments);
            FuncType type = function.type();
            return switch (type.results().size()) {
                case 0 -> new Object[0];
                case 1 -> new Object[] {result};
                default -> (Object[]) result;
            };
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
