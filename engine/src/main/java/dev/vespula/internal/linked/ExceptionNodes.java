package dev.vespula.internal.linked;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.runtime.ExceptionInstance;

/** What throws. The next block is that of the handler, wherever it is; no Java exception is needed to get there. */
final class ExceptionNodes {
    private ExceptionNodes() {}

    /** {@code throw}. */
    static final class Throw extends Node {
        private final LinkedFunction function;
        private final int pc;
        private final int tag;
        private final int values;

        Throw(LinkedFunction function, int pc, int tag, int values) {
            this.function = function;
            this.pc = pc;
            this.tag = tag;
            this.values = values;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return context.raise(new ExceptionInstance(context.instance.tags[tag], cells, context.refs, fp + values), function,
                    pc);
        }
    }

    /** {@code throw_ref}, {@code rethrow}. */
    static final class ThrowRef extends Node {
        private final LinkedFunction function;
        private final int pc;
        private final Node exception;

        ThrowRef(LinkedFunction function, int pc, Node exception) {
            this.function = function;
            this.pc = pc;
            this.exception = exception;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            Object thrown = exception.ref(context, cells, fp);
            if (thrown == null) {
                throw new Trap(TrapCode.NULL_REFERENCE, "null exception reference");
            }
            return context.raise((ExceptionInstance) thrown, function, pc);
        }
    }
}
