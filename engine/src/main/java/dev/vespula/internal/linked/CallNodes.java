package dev.vespula.internal.linked;

import dev.vespula.internal.operations.IndirectCalls;
import dev.vespula.internal.runtime.FunctionCode;

/**
 * Calls. Arguments stand where the callee's frame begins, {@code frame} slots after the caller's; results come back
 * there. Every check is made before anything changes, so a call that fails can be made again.
 */
final class CallNodes {
    private CallNodes() {}

    /** Calls a function of the same module. Its subclasses pass the last argument as well. */
    static class CallLocal extends Node {
        private final FunctionCode code;
        private final int frame;
        private final int site;
        /** The callee once it is translated; a race ends with the same object. */
        private LinkedFunction callee;

        CallLocal(FunctionCode code, int frame, CallSite site) {
            this.code = code;
            this.frame = frame;
            this.site = site.number();
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            LinkedFunction linked = callee;
            if (linked == null) {
                linked = LinkedFunction.of(code, context.store);
                callee = linked;
            }
            return context.call(linked, site, fp, fp + frame);
        }
    }

    /** Calls an imported function. */
    static final class CallImport extends Node {
        private final int index;
        private final int frame;
        private final CallSite site;

        CallImport(int index, int frame, CallSite site) {
            this.index = index;
            this.frame = frame;
            this.site = site;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return context.call(context.instance.functions[index], site, fp, fp + frame);
        }
    }

    /** Calls through a table. */
    static final class CallIndirect extends Node {
        private final int table;
        private final int type;
        private final int frame;
        private final Node index;
        private final CallSite site;

        CallIndirect(int table, int type, int frame, Node index, CallSite site) {
            this.table = table;
            this.type = type;
            this.frame = frame;
            this.index = index;
            this.site = site;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return context.call(IndirectCalls.element(context.instance, table, index.i64(context, cells, fp), type), site, fp,
                    fp + frame);
        }
    }

    /** Calls a function reference; validation has made sure of its type. */
    static final class CallRef extends Node {
        private final int frame;
        private final Node callee;
        private final CallSite site;

        CallRef(int frame, Node callee, CallSite site) {
            this.frame = frame;
            this.callee = callee;
            this.site = site;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return context.call(IndirectCalls.nonNull(callee.ref(context, cells, fp)), site, fp, fp + frame);
        }
    }

    /** Replaces the frame by a call of a function of the same module. Its subclasses pass the last argument as well. */
    static class TailCall extends Node {
        private final LinkedFunction caller;
        private final FunctionCode code;
        private final int frame;
        private LinkedFunction callee;

        TailCall(LinkedFunction caller, FunctionCode code, int frame) {
            this.caller = caller;
            this.code = code;
            this.frame = frame;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            LinkedFunction linked = callee;
            if (linked == null) {
                linked = LinkedFunction.of(code, context.store);
                callee = linked;
            }
            return context.tailCall(linked, caller, fp, fp + frame);
        }
    }

    /** Replaces the frame by a call of an imported function. */
    static final class TailCallImport extends Node {
        private final LinkedFunction caller;
        private final int index;
        private final int frame;

        TailCallImport(LinkedFunction caller, int index, int frame) {
            this.caller = caller;
            this.index = index;
            this.frame = frame;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return context.tailCall(context.instance.functions[index], caller, fp, fp + frame);
        }
    }

    /** Replaces the frame by a call through a table. */
    static final class TailCallIndirect extends Node {
        private final LinkedFunction caller;
        private final int table;
        private final int type;
        private final int frame;
        private final Node index;

        TailCallIndirect(LinkedFunction caller, int table, int type, int frame, Node index) {
            this.caller = caller;
            this.table = table;
            this.type = type;
            this.frame = frame;
            this.index = index;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return context.tailCall(IndirectCalls.element(context.instance, table, index.i64(context, cells, fp), type), caller,
                    fp, fp + frame);
        }
    }

    /** Replaces the frame by a call of a function reference. */
    static final class TailCallRef extends Node {
        private final LinkedFunction caller;
        private final int frame;
        private final Node callee;

        TailCallRef(LinkedFunction caller, int frame, Node callee) {
            this.caller = caller;
            this.frame = frame;
            this.callee = callee;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return context.tailCall(IndirectCalls.nonNull(callee.ref(context, cells, fp)), caller, fp, fp + frame);
        }
    }
}
