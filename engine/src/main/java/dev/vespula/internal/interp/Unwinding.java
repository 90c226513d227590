package dev.vespula.internal.interp;

import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.linked.Block;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.linked.LinkedModule;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.TagInstance;
import java.util.Arrays;

/** Finds the handler of a Wasm exception on the call stack and goes there. */
final class Unwinding {
    /** In place of a position: outside of every handler. */
    static final int NOWHERE = HandlerTable.NONE;

    private Unwinding() {}

    /**
     * Looks for a handler from a position of the current frame outwards. If there is one, its frame becomes the current
     * one and gets the exception; if there is none, nothing changes.
     *
     * @return the block of the handler, or null
     */
    static Block unwind(Execution execution, ExceptionInstance exception, LinkedFunction thrower, int pc) {
        LinkedFunction function = thrower;
        ModuleInstance in = execution.instance;
        Block[] returns = execution.sites;
        int at = pc;
        int frame = execution.fp;
        int d = execution.depth;
        int restored = execution.callerDepth;
        int endRefs = execution.host == null ? 0 : execution.base + execution.host.signature.windowSlots;
        int clause = clause(function.handlers, at, exception.tag, in.tags);
        while (clause < 0) {
            endRefs = Math.max(endRefs, frame + function.endRefSlot);
            long entry = execution.frames[--d];
            int site = (int) (entry >>> 32) & Execution.EXIT_SITE;
            if (site == Execution.EXIT_SITE) {
                return null;
            }
            if (entry < 0) {
                in = execution.callers[--restored];
                returns = LinkedModule.of(in.module).sites();
            }
            Block after = site < returns.length ? returns[site] : null;
            if (after == null) {
                returns = LinkedModule.of(in.module).sites();
                after = returns[site];
            }
            function = after.function;
            // The call is what stands before.
            at = after.start - 1;
            frame = (int) entry;
            clause = clause(function.handlers, at, exception.tag, in.tags);
        }
        execution.depth = d;
        execution.fp = frame;
        Arrays.fill(execution.callers, restored, execution.callerDepth, null);
        execution.callerDepth = restored;
        if (in != execution.instance) {
            execution.enterInstance(in);
        }
        if (execution.refs != null && frame + function.endRefSlot < endRefs) {
            Arrays.fill(execution.refs, frame + function.endRefSlot, endRefs, null);
        }
        hand(execution, exception, function.handlers, clause);
        return function.handler(clause);
    }

    /** The clause that catches what is thrown at a pc; negative if there is none. */
    private static int clause(HandlerTable handlers, int pc, TagInstance tag, TagInstance[] tags) {
        for (int region = handlers.regionAt(pc); region >= 0; region = handlers.next(region)) {
            for (int clause = handlers.firstClause(region), end = handlers.endClause(region); clause < end; clause++) {
                int caught = handlers.tag(clause);
                if (caught < 0 || tags[caught] == tag) {
                    return clause;
                }
            }
        }
        return HandlerTable.NONE;
    }

    /** Puts an exception and its values where the handler expects them. */
    private static void hand(Execution execution, ExceptionInstance exception, HandlerTable handlers, int clause) {
        if (handlers.tag(clause) >= 0) {
            int values = execution.fp + handlers.values(clause);
            System.arraycopy(exception.cells, 0, execution.cells, values, exception.cells.length);
            if (exception.refs != null) {
                System.arraycopy(exception.refs, 0, execution.refs, values, exception.refs.length);
            }
        }
        int reference = handlers.reference(clause);
        if (reference >= 0) {
            execution.refs[execution.fp + reference] = exception;
        }
    }
}
