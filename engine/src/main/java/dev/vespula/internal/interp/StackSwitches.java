package dev.vespula.internal.interp;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.compiled.Callees;
import dev.vespula.internal.linked.Block;
import dev.vespula.internal.linked.CallSite;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.linked.LinkedModule;
import dev.vespula.internal.linked.Resumption;
import dev.vespula.internal.linked.Resumption.Event;
import dev.vespula.internal.runtime.ContinuationInstance;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.HostResumption;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.TagInstance;
import dev.vespula.internal.runtime.TagSuspension;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.stop.Unwind;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;

/**
 * Takes frames off the stack of an execution and puts them back: stack switching.
 *
 * <p>While a continuation runs its frames stand on the one stack, above that of the instruction which resumed it, as those of
 * a function that was called. So depth, fuel, exceptions, backtraces and captured states are what they are for calls. What
 * is suspended is copied: a generator has a handful of slots.
 */
final class StackSwitches {
    private static final ModuleInstance[] NO_CALLERS = {};

    private final Execution execution;

    // What the last search has found.
    /** Where the resumption's entry of the call stack is. */
    private int entry;
    /** How many instances are to be restored below the entries above that one, and below it. */
    private int callersAbove;
    private int callersBelow;
    private Block after;
    private Resumption resumption;
    private ModuleInstance resumer;
    private int clause;
    /** Slot after the last that a frame above the resumption reaches. */
    private int extent;

    /** What the host has resumed in this activation; null if it called a function. */
    private HostResumption host;

    StackSwitches(Execution execution) {
        this.execution = execution;
    }

    // ---- leaving

    Block suspend(TagInstance tag, CallSite site, int fp, int values) {
        find(tag, Event.SUSPENSION, site, fp);
        pay(values, 0);
        return leave(tag, site, fp, values);
    }

    /** Leaves the frames above what was found. Null if the host has resumed them. */
    private Block leave(TagInstance tag, CallSite site, int fp, int values) {
        if (resumption == null) {
            ContinuationInstance rest = leave(site, fp, values, tag.signature.results, 0, host.continuation.results());
            host.suspend(tag, execution, values, rest);
            return null;
        }
        ContinuationInstance left = leave(site, fp, values, tag.signature.results);
        LinkedFunction function = after.function;
        int slots = tag.signature.paramSlots;
        int frame = (int) execution.frames[entry];
        int to = frame + function.handlers.values(clause);
        Object[] references = tag.signature.usesRefs && slots > 0
                ? Arrays.copyOfRange(execution.refs, values, values + slots) : null;
        System.arraycopy(execution.cells, values, execution.cells, to, slots);
        backToResumer();
        if (references != null) {
            System.arraycopy(references, 0, execution.refs, to, slots);
        }
        execution.refs[frame + function.handlers.reference(clause)] = left;
        return function.handler(clause);
    }

    /** Suspends at the call of a host function, which has thrown that; the call is where the execution has stopped. */
    Block suspend(TagSuspension suspension, HostFunctionInstance function, int window) {
        ExceptionInstance values = suspension.values;
        TagInstance tag = values.tag;
        StopPoint stop = execution.stop;
        execution.endHost();
        if (stop.isTailCall() || tag.store != execution.store || !execution.store.engine.types.areSubtypes(
                tag.signature.results,
                function.signature.results)) {
            throw new Trap(TrapCode.UNHANDLED_TAG);
        }
        CallSite site = stop.function().site(stop.pc());
        execution.reserve(window + tag.signature.paramSlots);
        System.arraycopy(values.cells, 0, execution.cells, window, values.cells.length);
        if (values.refs != null) {
            execution.reserveRefs();
            System.arraycopy(values.refs, 0, execution.refs, window, values.refs.length);
        }
        find(tag, Event.SUSPENSION, site, execution.fp);
        long bytes = bytes(window);
        execution.store.budget.makeRoom(bytes);
        execution.store.spend(bytes);
        return leave(tag, site, execution.fp, window);
    }

    Block switchTo(ContinuationInstance target, TagInstance tag, CallSite site, int fp, int arguments, int slots) {
        checkStore(target);
        if (execution.compiled.isNested()) {
            // So that nothing can stop between leaving and going on.
            throw Unwind.INSTANCE;
        }
        find(tag, Event.SWITCH, site, fp);
        pay(arguments, moved(target));
        int last = target.params().length - 1;
        ContinuationInstance left = leave(site, fp, arguments, continuedWith(target.params()[last]));
        long[] numbers = Arrays.copyOfRange(execution.cells, arguments, arguments + slots);
        Object[] references = Arrays.copyOfRange(execution.refs, arguments, arguments + slots);
        int frame = (int) execution.frames[entry];
        backToResumer();
        int calleeFp = frame + resumption.frame();
        System.arraycopy(numbers, 0, execution.cells, calleeFp, slots);
        System.arraycopy(references, 0, execution.refs, calleeFp, slots);
        execution.refs[calleeFp + slots] = left;
        return goOn(target, resumption.site(), frame, calleeFp, slots + 1);
    }

    /** Looks for the innermost resumption with a clause for a tag. */
    private void find(TagInstance tag, Event wanted, CallSite site, int fp) {
        ModuleInstance in = execution.instance;
        Block[] returns = execution.sites;
        int d = execution.depth;
        int restored = execution.callerDepth;
        int reached = fp + site.next().function.frameSlots;
        while (true) {
            long frame = execution.frames[--d];
            int number = (int) (frame >>> 32) & Execution.EXIT_SITE;
            if (number == Execution.EXIT_SITE) {
                if (wanted == Event.SWITCH || d > 0 || host == null || !host.handles(tag)) {
                    throw notFound();
                }
                entry = 0;
                callersAbove = 0;
                resumption = null;
                extent = reached;
                return;
            }
            int above = restored;
            if (frame < 0) {
                in = execution.callers[--restored];
                returns = LinkedModule.of(in.module).sites();
            }
            Block next = number < returns.length ? returns[number] : null;
            if (next == null) {
                returns = LinkedModule.of(in.module).sites();
                next = returns[number];
            }
            Resumption found = next.resumption;
            if (found != null) {
                clause = found.clause(wanted, next.function.handlers, tag, in.tags);
                if (clause >= 0) {
                    entry = d;
                    callersAbove = above;
                    callersBelow = restored;
                    after = next;
                    resumption = found;
                    resumer = in;
                    extent = reached;
                    return;
                }
            }
            reached = Math.max(reached, (int) frame + next.function.frameSlots);
        }
    }

    /** Compiled code below may hide the resumption: it ends first, and the statement is executed again. */
    private RuntimeException notFound() {
        return execution.compiled.isNested() ? Unwind.INSTANCE : new Trap(TrapCode.UNHANDLED_TAG);
    }

    /** Where the slots of what was found to be resumed begin. */
    private int base() {
        return resumption == null ? 0 : (int) execution.frames[entry] + resumption.frame();
    }

    private long bytes(int end) {
        return ContinuationInstance.bytes(end - base(), execution.depth - entry);
    }

    /**
     * Pays for the frames above the resumption, and for more that is moved. Nothing has changed if there is no room or no fuel for
     * that; fuel comes last, so that it is charged once.
     */
    private void pay(int end, int more) {
        execution.store.spend(bytes(end));
        execution.store.chargeElements(end - base() + execution.depth - entry + (long) more);
    }

    /** Slots and calls that are moved to go on with a continuation. */
    private static int moved(ContinuationInstance continuation) {
        return continuation.frames() == null ? 0 : continuation.cells().length + continuation.frames().entries().length;
    }

    /** Copies the frames above the resumption. */
    private ContinuationInstance leave(CallSite site, int fp, int end, int[] params) {
        return leave(site, fp, end, params, base(), resumption.results());
    }

    /** As the other one, for what the machine or the host has resumed. */
    private ContinuationInstance leave(CallSite site, int fp, int end, int[] params, int base, int[] results) {
        int calls = execution.depth - entry - 1;
        long[] entries = new long[calls + 1];
        for (int k = 0; k < calls; k++) {
            entries[k] = execution.frames[entry + 1 + k] - base;
        }
        entries[calls] = (long) site.number() << 32 | fp - base;
        int count = execution.callerDepth - callersAbove;
        ModuleInstance[] callers = count == 0 ? NO_CALLERS
                : Arrays.copyOfRange(execution.callers, callersAbove, execution.callerDepth);
        Object[] references = execution.refs == null ? null : Arrays.copyOfRange(execution.refs, base, end);
        return ContinuationInstance.of(execution.store, params, results, Arrays.copyOfRange(execution.cells, base, end),
                references, new ContinuationInstance.Frames(entries, callers, execution.instance, extent - base));
    }

    /** Makes the frame of the resumption the current one, and forgets the references above it. */
    private void backToResumer() {
        execution.fp = (int) execution.frames[entry];
        execution.depth = entry;
        Arrays.fill(execution.callers, callersBelow, execution.callerDepth, null);
        execution.callerDepth = callersBelow;
        if (resumer != execution.instance) {
            execution.enterInstance(resumer);
        }
        execution.reserveRefs();
        int from = execution.fp + resumption.frame();
        Arrays.fill(execution.refs, from, Math.max(from, Math.min(extent, execution.refs.length)), null);
    }

    /** What a continuation of a reference type takes when it is resumed. */
    private int[] continuedWith(int type) {
        return execution.store.engine.objectType(HeapTypes.id(ValTypes.heap(type))).function.params();
    }

    // ---- going on

    Block resume(ContinuationInstance continuation, CallSite site, int callerFp, int calleeFp, int slots) {
        checkStore(continuation);
        payToEnter(continuation, calleeFp, slots);
        return goOn(continuation, site, callerFp, calleeFp, slots);
    }

    /** Makes room for the frames of a continuation and pays for them, if it has some. */
    private void payToEnter(ContinuationInstance continuation, int calleeFp, int slots) {
        if (continuation.state() == ContinuationInstance.State.SUSPENDED) {
            execution.reserve(calleeFp + needed(continuation, slots));
            execution.roomForFrames(continuation.frames().entries().length);
            execution.store.chargeElements(moved(continuation));
        }
    }

    private Block goOn(ContinuationInstance continuation, CallSite site, int callerFp, int calleeFp, int slots) {
        if (continuation.state() == ContinuationInstance.State.NEW) {
            return begin(continuation, site, callerFp, calleeFp, slots);
        }
        return enter(continuation, site, callerFp, calleeFp, slots);
    }

    Block resumeThrow(ContinuationInstance continuation, ExceptionInstance thrown, CallSite site, int callerFp, int calleeFp) {
        checkStore(continuation);
        payToEnter(continuation, calleeFp, 0);
        Block at = site.next();
        if (continuation.state() == ContinuationInstance.State.NEW) {
            continuation.consume();
        } else {
            at = enter(continuation, site, callerFp, calleeFp, 0);
        }
        // The call is what stands before.
        int pc = at.start - 1;
        execution.stop.at(at.function, pc, StopPoint.Precision.STATEMENT);
        execution.stop.keep();
        Block handler = execution.raise(thrown, at.function, pc);
        execution.stop.release();
        return handler;
    }

    /** Begins or continues what the host resumes; its arguments are in the first slots. */
    Block resume(HostResumption resumed) {
        host = resumed;
        ContinuationInstance continuation = resumed.continuation;
        int slots = resumed.signature.paramSlots;
        if (continuation.state() != ContinuationInstance.State.NEW) {
            return enterFrames(continuation, 0, slots);
        }
        WasmFunction function = (WasmFunction) continuation.function();
        execution.reserve(continuation.cells().length + slots);
        insert(continuation.cells(), continuation.refs(), 0, slots);
        continuation.consume();
        return execution.first(function);
    }

    /** What the host has resumed has ended, or was suspended. */
    void endResumption() {
        host = null;
    }

    /** Lets go of what the last search has found. */
    void forget() {
        after = null;
        resumption = null;
        resumer = null;
    }

    private void checkStore(ContinuationInstance continuation) {
        if (continuation.store != execution.store) {
            throw Callees.foreign();
        }
    }

    /** Calls the function of a continuation, with the arguments that were bound before those given. */
    private Block begin(ContinuationInstance continuation, CallSite site, int callerFp, int calleeFp, int slots) {
        long[] bound = continuation.cells();
        Object[] boundRefs = continuation.refs();
        int shift = bound.length;
        // So that the call, which changes nothing if it fails otherwise, can be made again.
        execution.reserve(calleeFp + shift + slots);
        execution.roomForFrames(1);
        if (shift > 0) {
            insert(bound, boundRefs, calleeFp, slots);
        }
        FunctionInstance function = continuation.function();
        continuation.consume();
        int depth = execution.depth;
        try {
            return execution.call(function, site, callerFp, calleeFp);
        } catch (Unwind unwind) {
            if (execution.depth == depth) {
                // The Java stack had no room for the function's code: the statement is executed again.
                continuation.giveBack(function, bound, boundRefs);
                moveArguments(calleeFp + shift, calleeFp, slots);
            }
            throw unwind;
        }
    }

    /** Puts slots of a continuation before the arguments that stand at a place. */
    private void insert(long[] cells, Object[] refs, int at, int slots) {
        if (refs != null) {
            execution.reserveRefs();
        }
        moveArguments(at, at + cells.length, slots);
        System.arraycopy(cells, 0, execution.cells, at, cells.length);
        if (refs != null) {
            System.arraycopy(refs, 0, execution.refs, at, refs.length);
        }
    }

    private void moveArguments(int from, int to, int slots) {
        System.arraycopy(execution.cells, from, execution.cells, to, slots);
        if (execution.refs != null) {
            System.arraycopy(execution.refs, from, execution.refs, to, slots);
        }
    }

    /** Puts the frames of a continuation onto the stack, the arguments to where they are waited for. */
    private Block enter(ContinuationInstance continuation, CallSite site, int callerFp, int calleeFp, int slots) {
        execution.roomForFrames(continuation.frames().entries().length);
        execution.push(site.number(), callerFp);
        if (continuation.frames().outermost() != execution.instance) {
            execution.restoreOnReturn();
        }
        return enterFrames(continuation, calleeFp, slots);
    }

    /** How many slots a continuation needs, its arguments included. */
    private static int needed(ContinuationInstance continuation, int slots) {
        return Math.max(continuation.frames().extent(), continuation.cells().length + slots);
    }

    private Block enterFrames(ContinuationInstance continuation, int calleeFp, int slots) {
        ContinuationInstance.Frames frames = continuation.frames();
        long[] entries = frames.entries();
        execution.reserve(calleeFp + needed(continuation, slots));
        execution.roomForFrames(entries.length - 1);
        insert(continuation.cells(), continuation.refs(), calleeFp, slots);
        int last = entries.length - 1;
        for (int k = 0; k < last; k++) {
            execution.frames[execution.depth++] = entries[k] + calleeFp;
        }
        for (ModuleInstance caller : frames.callers()) {
            execution.pushCaller(caller);
        }
        execution.enterInstance(frames.instance());
        continuation.consume();
        execution.fp = (int) entries[last] + calleeFp;
        return execution.site((int) (entries[last] >>> 32));
    }
}
