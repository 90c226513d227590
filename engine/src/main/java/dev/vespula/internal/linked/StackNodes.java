package dev.vespula.internal.linked;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.runtime.ContinuationInstance;
import dev.vespula.internal.runtime.ExceptionInstance;
import java.util.Arrays;

/**
 * Continuations: what binds, resumes, suspends and switches. As for calls, every check is made before anything changes, so
 * that a statement that stops can be executed again.
 */
final class StackNodes {
    private StackNodes() {}

    /** {@code cont.bind}. */
    static final class Bind extends Node {
        private final int target;
        private final ObjectType type;
        /** The arguments, then the continuation. */
        private final Node[] operands;
        /** Their types in the IR. */
        private final int[] types;
        private final int slots;
        private final boolean usesRefs;

        Bind(int target, ObjectType type, Node[] operands, int[] types) {
            this.target = target;
            this.type = type;
            this.operands = operands;
            this.types = types;
            int[] arguments = Arrays.copyOf(types, types.length - 1);
            this.slots = arguments.length + (int) Arrays.stream(arguments).filter(kind -> kind == Ir.TYPE_V128).count();
            this.usesRefs = Arrays.stream(arguments).anyMatch(kind -> kind == Ir.TYPE_REF);
        }

        @Override
        public void execute(Context context, long[] cells, int fp) {
            long[] numbers = new long[slots];
            Object[] references = usesRefs ? new Object[slots] : null;
            int slot = 0;
            int last = operands.length - 1;
            for (int k = 0; k < last; k++) {
                Node operand = operands[k];
                switch (types[k]) {
                    case Ir.TYPE_REF -> references[slot] = operand.ref(context, cells, fp);
                    case Ir.TYPE_I64 -> numbers[slot] = operand.i64(context, cells, fp);
                    case Ir.TYPE_F32 -> numbers[slot] = Float.floatToRawIntBits(operand.f32(context, cells, fp));
                    case Ir.TYPE_F64 -> numbers[slot] = Double.doubleToRawLongBits(operand.f64(context, cells, fp));
                    case Ir.TYPE_V128 -> {
                        numbers[slot++] = operand.v128(context, cells, fp);
                        numbers[slot] = context.high;
                    }
                    default -> numbers[slot] = operand.i32(context, cells, fp);
                }
                slot++;
            }
            Object bound = operands[last].ref(context, cells, fp);
            context.refs[fp + target] = ContinuationInstance.usable(bound).bind(numbers, references, type);
        }
    }

    /** {@code suspend}. */
    static final class Suspend extends Node {
        private final int tag;
        private final int frame;
        private final CallSite site;

        Suspend(int tag, int frame, CallSite site) {
            this.tag = tag;
            this.frame = frame;
            this.site = site;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return context.suspend(context.instance.tags[tag], site, fp, fp + frame);
        }
    }

    /** {@code resume}. */
    static final class Resume extends Node {
        private final int frame;
        private final int arguments;
        private final Node continuation;
        private final CallSite site;

        /** {@code arguments}: slots of the arguments. */
        Resume(int frame, int arguments, Node continuation, CallSite site) {
            this.frame = frame;
            this.arguments = arguments;
            this.continuation = continuation;
            this.site = site;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            ContinuationInstance resumed = ContinuationInstance.usable(continuation.ref(context, cells, fp));
            return context.resume(resumed, site, fp, fp + frame, arguments);
        }
    }

    /** {@code resume_throw}. */
    static final class ResumeThrow extends Node {
        private final int tag;
        private final int frame;
        private final Node continuation;
        private final CallSite site;

        ResumeThrow(int tag, int frame, Node continuation, CallSite site) {
            this.tag = tag;
            this.frame = frame;
            this.continuation = continuation;
            this.site = site;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            ContinuationInstance resumed = ContinuationInstance.usable(continuation.ref(context, cells, fp));
            ExceptionInstance thrown =
                    new ExceptionInstance(context.instance.tags[tag], cells, context.refs, fp + frame);
            return context.resumeThrow(resumed, thrown, site, fp, fp + frame);
        }
    }

    /** {@code resume_throw_ref}. */
    static final class ResumeThrowRef extends Node {
        private final int frame;
        private final Node exception;
        private final Node continuation;
        private final CallSite site;

        ResumeThrowRef(int frame, Node exception, Node continuation, CallSite site) {
            this.frame = frame;
            this.exception = exception;
            this.continuation = continuation;
            this.site = site;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            Object thrown = exception.ref(context, cells, fp);
            ContinuationInstance resumed = ContinuationInstance.usable(continuation.ref(context, cells, fp));
            if (thrown == null) {
                throw new Trap(TrapCode.NULL_REFERENCE, "null exception reference");
            }
            return context.resumeThrow(resumed, (ExceptionInstance) thrown, site, fp, fp + frame);
        }
    }

    /** {@code switch}. */
    static final class Switch extends Node {
        private final int tag;
        private final int frame;
        private final int arguments;
        private final Node continuation;
        private final CallSite site;

        /** {@code arguments}: slots of the arguments but for the continuation that is left. */
        Switch(int tag, int frame, int arguments, Node continuation, CallSite site) {
            this.tag = tag;
            this.frame = frame;
            this.arguments = arguments;
            this.continuation = continuation;
            this.site = site;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            ContinuationInstance target = ContinuationInstance.usable(continuation.ref(context, cells, fp));
            return context.switchTo(target, context.instance.tags[tag], site, fp, fp + frame, arguments);
        }
    }
}
