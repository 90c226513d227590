package dev.vespula.internal.typed;

import dev.vespula.internal.limits.HostFailure;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.Signature;
import java.lang.invoke.MethodHandle;

/** The body of a host function that is a method handle, as a {@link HostBodyClass} has it, without a class of its own. */
final class BoxedBody extends HandleBody {
    private final MethodHandle called;
    private final int first;

    /** @param handle takes the receiver, perhaps who calls, and the arguments */
    BoxedBody(MethodHandle handle, HostBodyClass.FirstArgument first) {
        this.called = handle.asType(handle.type().generic()).asSpreader(Object[].class, handle.type().parameterCount());
        this.first = first == HostBodyClass.FirstArgument.CALLER ? 2 : 1;
    }

    @Override
    public void call(HostFrame frame, HostFunctionInstance function) {
        Signature signature = function.signature;
        Object[] arguments = new Object[first + signature.params.length];
        arguments[0] = receiver;
        if (first == 2) {
            arguments[1] = CallSteps.caller(frame);
        }
        for (int i = 0; i < signature.params.length; i++) {
            arguments[first + i] = frame.get(signature.paramSlot(i), signature.params[i]);
        }
        Object result = invoke(arguments);
        if (signature.results.length > 0) {
            CallSteps.result(frame, function, signature.results.length == 1 ? new Object[] {result} : (Object[]) result);
        }
    }

    private Object invoke(Object[] arguments) {
        try {
            return (Object) called.invokeExact(arguments);
        } catch (Throwable e) {
            throw HostFailure.<RuntimeException>thrown(e);
        }
    }
}
