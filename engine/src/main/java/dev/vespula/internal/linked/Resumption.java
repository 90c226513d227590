package dev.vespula.internal.linked;

import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.TagInstance;

/**
 * A place where a continuation is resumed, as whoever suspends or switches looks for it.
 *
 * @param site    where the continuation returns to
 * @param region  the region of its clauses
 * @param frame   where the continuation's slots begin in the frame
 * @param results types of what the continuation gives when it ends
 */
public record Resumption(CallSite site, int region, int frame, int[] results) {
    /** The resumption at a pc, or null if the call there is another one. */
    static Resumption at(CallSite site, ModuleCode module, int[] code, int pc) {
        int op = Ir.op(code[pc]);
        return Ir.fieldMeaning(op) != Ir.MEANING_REGION ? null
                : new Resumption(site, Ir.field(code[pc]), IrReader.frame(code, pc), module.called(code, pc).results);
    }

    /** What clauses are for. */
    public enum Event {
        SUSPENSION, SWITCH
    }

    /**
     * The clause for events with a tag, or a negative number.
     *
     * @param tags those of the instance in which the continuation is resumed
     */
    public int clause(Event event, HandlerTable handlers, TagInstance tag, TagInstance[] tags) {
        for (int clause = handlers.firstClause(region), end = handlers.endClause(region); clause < end; clause++) {
            boolean isSwitch = handlers.target(clause) == HandlerTable.NONE;
            if (tags[handlers.tag(clause)] == tag && isSwitch == (event == Event.SWITCH)) {
                return clause;
            }
        }
        return HandlerTable.NONE;
    }
}
