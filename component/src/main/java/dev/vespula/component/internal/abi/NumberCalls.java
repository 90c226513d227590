package dev.vespula.component.internal.abi;

import dev.vespula.Func;
import dev.vespula.component.types.NamedType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Calls of functions of numbers as method handles: straight from the types of a Java method to core values, and back. The
 * conversions are those of {@link ScalarForm}, objects in and out, which the JIT compiler sees through.
 */
public final class NumberCalls {
    private static final MethodHandle ARGUMENT;
    private static final MethodHandle RESULT;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            ARGUMENT = lookup.findStatic(NumberCalls.class, "argument", MethodType.methodType(long.class, ScalarForm.class,
                    ValuePath.class, Object.class));
            RESULT = lookup.findVirtual(ScalarForm.class, "value", MethodType.methodType(Object.class, long.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private NumberCalls() {}

    static long argument(ScalarForm form, ValuePath path, Object value) {
        form.check(value, path);
        return form.bits(value);
    }

    /**
     * A handle that takes a function's entry and calls it.
     *
     * @param plan  of numbers
     * @param entry of one of the functions that the handle may be called with, see {@link LiftedFunction#entry}
     * @param type  of the handle, without the entry
     */
    public static MethodHandle handle(FunctionPlan plan, Func entry, MethodType type) {
        MethodHandle made = CoreFunction.ofBits(entry.unboundHandle(), 1);
        List<NamedType> params = plan.type().params();
        for (int i = 0; i < params.size(); i++) {
            MethodHandle filter = MethodHandles.insertArguments(ARGUMENT, 0, plan.param(i), ValuePath.of(params.get(i).name(),
                    null));
            made = MethodHandles.filterArguments(made, 1 + i, filter.asType(MethodType.methodType(long.class, type
                    .parameterType(
                            i))));
        }
        MethodType whole = type.insertParameterTypes(0, Func.class);
        return plan.type().result().isEmpty() ? made.asType(whole) : MethodHandles.filterReturnValue(made, RESULT.bindTo(plan
                .result())).asType(whole);
    }
}
