package dev.vespula.internal.builtins;

import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.TypedBody;
import dev.vespula.internal.runtime.TypedTarget;
import java.lang.invoke.MethodHandle;

/** What a builtin function does, for an engine: the functions of all stores have it in common. */
final class BuiltinBody extends TypedBody {
    private final Builtin builtin;
    private final Target target;

    BuiltinBody(Builtin builtin) {
        this.builtin = builtin;
        this.target = new Target(builtin);
    }

    @Override
    public void call(HostFrame frame, HostFunctionInstance function) {
        builtin.onWindow.call(frame, function);
    }

    @Override
    public TypedTarget target() {
        return target;
    }

    private static final class Target extends TypedTarget {
        private final Builtin builtin;

        Target(Builtin builtin) {
            this.builtin = builtin;
        }

        @Override
        public MethodHandle direct() {
            return builtin.direct();
        }

        @Override
        public Kind kind() {
            return Kind.BUILTIN;
        }
    }
}
