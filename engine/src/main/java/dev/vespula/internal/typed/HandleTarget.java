package dev.vespula.internal.typed;

import dev.vespula.V128;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.TypedTarget;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A method handle that host functions call, each with a receiver of its own. Bodies of functions with the same target share a
 * class, which is generated, and so do their entries for compiled code.
 */
final class HandleTarget extends TypedTarget {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final CallShape shape;
    private final MethodHandle target;
    private final HostBodyClass.FirstArgument first;
    /** Makes bodies; null where no class for them can be defined. */
    private final MethodHandle bodies;

    /**
     * A target.
     *
     * @param handle takes the receiver, perhaps who calls, and the arguments
     * @param owner  is kept as long as the target is in use
     */
    HandleTarget(Signature signature, MethodHandle handle, HostBodyClass.FirstArgument first, Object owner) {
        this.shape = new CallShape(signature);
        this.first = first;
        this.target = handle.asType(HostBodyClass.targetType(shape, first));
        if (!RunTimeClasses.arePossible()) {
            bodies = null;
            return;
        }
        byte[] bytes = HostBodyClass.write(shape, first);
        try {
            MethodHandles.Lookup made = LOOKUP.defineHiddenClassWithClassData(bytes, Arrays.asList(target, owner), true);
            bodies = made.findConstructor(made.lookupClass(), MethodType.methodType(void.class))
                    .asType(MethodType.methodType(HandleBody.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A body that calls the handle with a receiver. */
    HostBody body(Object receiver) {
        try {
            HandleBody body = bodies == null ? new BoxedBody(target, first) : (HandleBody) bodies.invokeExact();
            body.set(this, receiver);
            return body;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Kind kind() {
        return first == HostBodyClass.FirstArgument.CALLER ? Kind.WITH_CALLER : Kind.PLAIN;
    }

    @Override
    public MethodHandle direct() {
        MethodHandle handle = kind() == Kind.WITH_CALLER
                ? MethodHandles.filterArguments(target, 1, CallSteps.handle(Object.class, HostFrame.class))
                : MethodHandles.dropArguments(target, 1, HostFrame.class);
        for (int i = shape.params.length - 1; i >= 0; i--) {
            if (shape.params[i] == Object.class) {
                handle = MethodHandles.filterArguments(handle, i + 2, CallSteps.handle(Object.class, Object.class));
            } else if (shape.params[i] == V128.class) {
                handle = MethodHandles.collectArguments(handle, i + 2,
                        CallSteps.handle(V128.class, long.class, long.class));
            }
        }
        MethodHandle result = result();
        if (result == null) {
            return MethodHandles.dropArguments(handle, 1, HostFunctionInstance.class);
        }
        MethodHandle functionFirst = MethodHandles.collectArguments(result, 1, handle);
        MethodType type = functionFirst.type().changeParameterType(0, Object.class)
                .changeParameterType(1, HostFunctionInstance.class);
        int[] order = IntStream.range(0, type.parameterCount()).toArray();
        order[0] = 1;
        order[1] = 0;
        return MethodHandles.permuteArguments(functionFirst, type, order);
    }

    /** What makes the raw result of the function and what its target returned; null if that is the raw result. */
    private MethodHandle result() {
        Class<?> raw = shape.rawType().returnType();
        return shape.results.length > 1 || raw == Object.class || shape.results.length == 1 && raw != shape.results[0]
                ? CallSteps.handle(raw, HostFunctionInstance.class, shape.type().returnType()) : null;
    }
}
