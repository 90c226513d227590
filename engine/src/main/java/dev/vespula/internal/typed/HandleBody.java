package dev.vespula.internal.typed;

import dev.vespula.internal.runtime.TypedBody;
import dev.vespula.internal.runtime.TypedTarget;

/**
 * The body of a host function that is a method handle. Its subclasses, which are generated, call the handle with what is in
 * the window; compiled code calls it with Java values.
 */
abstract class HandleBody extends TypedBody {
    private HandleTarget target;

    final void set(HandleTarget called, Object calledWith) {
        target = called;
        receiver = calledWith;
    }

    @Override
    public final TypedTarget target() {
        return target;
    }
}
