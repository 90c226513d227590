package dev.vespula.internal.linked;

import dev.vespula.internal.ir.Ir;
import java.util.List;

/** Nodes around those of a traced function, in the same places. */
final class TracedNodes {
    private TracedNodes() {}

    /** The first block of a function, which only tells of the call: a loop may begin where the function does. */
    static Block entry(LinkedFunction function) {
        Block entry = new Block(function, 0, 0);
        entry.body = Block.NO_STATEMENTS;
        entry.last = new Entry(function, function.block(0));
        return entry;
    }

    /** Puts nodes around those of a block as far as there is anything to tell. */
    static void wrap(List<Node> nodes, BlockLinker linker, LinkedFunction function) {
        int last = nodes.size() - 1;
        if (function.tracer.tracesStatements()) {
            for (int k = 0; k < last; k++) {
                nodes.set(k, new Statement(nodes.get(k), function, linker.pc(k)));
            }
        }
        int pc = linker.pc(last);
        boolean isReturn = switch (Ir.op(function.ir.code()[pc])) {
            case Ir.RETURN, Ir.RETURN_I32, Ir.RETURN_I64, Ir.RETURN_F32, Ir.RETURN_F64 -> true;
            default -> false;
        };
        if (isReturn) {
            nodes.set(last, new Return(nodes.get(last), function, pc));
        } else if (function.tracer.tracesStatements()) {
            nodes.set(last, new Last(nodes.get(last), function, pc));
        }
    }

    private static final class Entry extends Node {
        private final LinkedFunction function;
        private final Block first;

        Entry(LinkedFunction function, Block first) {
            this.function = function;
            this.first = first;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            function.tracer.entered(context, function.code);
            return first;
        }
    }

    private abstract static class Traced extends Node {
        final Node node;
        final LinkedFunction function;
        final int pc;

        Traced(Node node, LinkedFunction function, int pc) {
            this.node = node;
            this.function = function;
            this.pc = pc;
        }
    }

    private static final class Statement extends Traced {
        Statement(Node node, LinkedFunction function, int pc) {
            super(node, function, pc);
        }

        @Override
        public void execute(Context context, long[] cells, int fp) {
            try {
                node.execute(context, cells, fp);
            } catch (Throwable thrown) {
                function.tracer.failed(context, function, fp, pc);
                throw thrown;
            }
            function.tracer.executed(context, function, fp, pc);
        }
    }

    private static final class Last extends Traced {
        Last(Node node, LinkedFunction function, int pc) {
            super(node, function, pc);
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            // Before: calls tell of themselves meanwhile.
            function.tracer.reached(context, function, fp, pc);
            return node.next(context, cells, fp);
        }
    }

    private static final class Return extends Traced {
        Return(Node node, LinkedFunction function, int pc) {
            super(node, function, pc);
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            if (function.tracer.tracesStatements()) {
                function.tracer.reached(context, function, fp, pc);
            }
            int depth = context.depth;
            Block next = node.next(context, cells, fp);
            function.tracer.left(context, function.code, fp, depth);
            return next;
        }
    }
}
