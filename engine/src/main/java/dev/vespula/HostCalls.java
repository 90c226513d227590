package dev.vespula;

import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;

/** The views of a window that host functions get; made once for each frame object. */
final class HostCalls {
    private final HostArgs args;
    private final Caller<?> caller;

    private HostCalls(HostFrame frame) {
        this.args = new HostArgs(frame);
        this.caller = Caller.of(frame);
    }

    private static HostCalls of(HostFrame frame) {
        HostCalls known = (HostCalls) frame.handle;
        if (known == null) {
            known = new HostCalls(frame);
            frame.handle = known;
        }
        return known;
    }

    /** The caller object of a frame. */
    static Caller<?> caller(HostFrame frame) {
        return of(frame).caller;
    }

    /** The body that calls a lambda. */
    static <T> HostBody body(HostFunction<T> function) {
        return new Lambda<>(function);
    }

    /** Whether a host function calls a lambda. */
    static boolean isBody(HostFunctionInstance function, HostFunction<?> lambda) {
        return function.body() instanceof Lambda<?> body && body.target == lambda;
    }

    private record Lambda<T>(HostFunction<T> target) implements HostBody {
        @Override
        @SuppressWarnings("unchecked")
        public void call(HostFrame frame, HostFunctionInstance function) {
            HostCalls views = of(frame);
            HostArgs args = views.args;
            args.begin(function.signature);
            target.call((Caller<T>) views.caller, args);
            args.end(function);
        }
    }
}
