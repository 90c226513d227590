package dev.vespula.internal.interp;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.FuelExhausted;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.HeapReserve;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.LinearMemory;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.Suspension;
import dev.vespula.internal.runtime.TagInstance;
import dev.vespula.internal.runtime.ThrownExceptions;
import dev.vespula.internal.runtime.WasmFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One activation of the machine: its value stack, its call stack, and what it caches of the current instance. At every
 * statement boundary the stacks are the whole state: the cells, the references, and for each frame its function, the
 * position in the IR and where its slots begin; nothing is on the Java stack but the dispatch loop.
 *
 * <p>The value stack is {@link #cells}; {@link #refs} has the same slot numbers and exists once a function or a call
 * needs references. Frames overlap: a callee's parameters are the slots where the caller left them.
 *
 * <p>An entry of the call stack is a long: the return site in the upper half, the caller's frame in the lower half. A
 * negative one also changes the instance; the one at the bottom ends the activation.
 *
 * <p>As a window (the base class) it shows Java the arguments and results of the call between it and the host.
 */
final class Execution extends HostFrame {
    private static final long RESTORE = Long.MIN_VALUE;
    private static final int EXIT_SITE = Integer.MAX_VALUE;
    private static final long EXIT = RESTORE | (long) EXIT_SITE << 32;
    private static final int FIRST_FRAMES = 64;

    /** Content of memory 0 of the current instance. */
    byte[] memory;
    /** Size of memory 0 in bytes, 0 while its content is not in one array. */
    long limit;
    /** Globals of the current instance. */
    GlobalCell[] globals;
    /** The instance whose code runs. */
    ModuleInstance instance;
    /** Where the current frame's slots begin. */
    int fp;
    /** The high half of the vector that was evaluated last. */
    long high;

    /** How exceptions travel through host functions. */
    final ThrownExceptions exceptions;

    private final StackLimits limits;
    private final StoreState store;
    private Signature window;
    private Block[] sites;
    private long[] frames;
    private int depth;
    private ModuleInstance[] callers = new ModuleInstance[4];
    private int callerDepth;
    /** The host function that is called right now, or that threw. */
    private HostFunctionInstance host;
    /** The function called from Java as long as none of its code has been executed. */
    private WasmFunction unstarted;
    private Block stoppedBlock;
    private int stoppedNode;

    Execution(StoreState store, StackLimits limits, ThrownExceptions exceptions) {
        this.exceptions = exceptions;
        this.store = store;
        this.limits = limits;
        this.cells = new long[limits.minCells()];
        this.frames = new long[Math.max(1, Math.min(FIRST_FRAMES, limits.maxFrames()))];
    }

    // ---- entering from Java

    /** Opens the window for a call from Java. */
    void open(Signature signature) {
        HeapReserve.renew();
        reserve(signature.windowSlots);
        if (signature.usesRefs) {
            reserveRefs();
        }
        Arrays.fill(cells, 0, signature.windowSlots, 0);
        window = signature;
    }

    /** Closes the window; a call that is suspended is given up. */
    void close() {
        if (depth > 0) {
            forget();
        }
        if (window.usesRefs) {
            Arrays.fill(refs, 0, window.windowSlots, null);
        }
        window = null;
    }

    /** Whether the stacks are small enough to be kept for reuse. */
    boolean isOrdinary() {
        return cells.length <= limits.keptCells() && frames.length <= limits.keptFrames();
    }

    @Override
    public StoreState store() {
        return store;
    }

    @Override
    public ModuleInstance caller() {
        return host == null ? null : instance;
    }

    /** Calls a function whose arguments stand in the window. */
    void run(WasmFunction function) {
        try {
            start(function);
        } catch (Throwable thrown) {
            throw Failure.of(this, thrown);
        } finally {
            forget();
        }
    }

    /** As {@link #run}, but stops with everything kept where the call can be continued; null when it is over. */
    Suspension runResumable(WasmFunction function) {
        Suspension suspension = null;
        try {
            start(function);
        } catch (Throwable thrown) {
            suspension = suspension(thrown);
        } finally {
            if (suspension == null) {
                forget();
            }
        }
        return suspension;
    }

    /**
     * Continues after {@link #runResumable} or this stopped; after a host function with its results in the window.
     *
     * @param exception a Wasm exception that the host function throws instead of giving results, or null
     */
    Suspension resume(RuntimeException exception) {
        Suspension suspension = null;
        try {
            if (unstarted != null) {
                start(unstarted);
            } else {
                reload();
                Block next = exception != null ? afterThrow(exception)
                        : host == null ? stoppedBlock.function.block(stoppedPosition()) : afterHost();
                if (next != null) {
                    Dispatch.run(this, next);
                }
            }
        } catch (Throwable thrown) {
            suspension = suspension(thrown);
        } finally {
            if (suspension == null) {
                forget();
            }
        }
        return suspension;
    }

    private Block afterThrow(RuntimeException exception) {
        Block handler = handler(exception);
        if (handler == null) {
            throw exception;
        }
        return handler;
    }

    private void start(WasmFunction function) {
        frames[0] = EXIT;
        depth = 1;
        fp = 0;
        stoppedBlock = null;
        unstarted = function;
        enterInstance(function.instance);
        Block entry = enter(Machine.linked(function.code, store));
        unstarted = null;
        Dispatch.run(this, entry);
    }

    private Block enter(LinkedFunction callee) {
        if (limits.maxFrames() == 0) {
            throw new Trap(TrapCode.STACK_OVERFLOW);
        }
        reserve(callee.frameSlots);
        prepare(callee, 0);
        return callee.entry;
    }

    /** Why the call can be continued; throws what ended it if it cannot. */
    private Suspension suspension(Throwable thrown) {
        if (host != null) {
            // A host function that the outermost function tail-called stands for the whole call: nothing is left to continue.
            boolean isWhole = depth == 1 && isTailCall();
            if (thrown instanceof Exception cause && !isWhole && !isException(thrown)) {
                return new Suspension.InHost(host, cause);
            }
        } else if (thrown instanceof FuelExhausted exhausted) {
            return new Suspension.OutOfFuel(exhausted.required);
        }
        throw Failure.of(this, thrown);
    }

    private boolean isTailCall() {
        return switch (Ir.op(stoppedBlock.function.ir.code()[stoppedPosition()])) {
            case Ir.RETURN_CALL, Ir.RETURN_CALL_INDIRECT, Ir.RETURN_CALL_REF -> true;
            default -> false;
        };
    }

    /** The block to go on at after the host function that threw; null if its results are those of the whole call. */
    private Block afterHost() {
        Block next = isTailCall() ? leave() : stoppedBlock.function.after(stoppedPosition());
        host = null;
        return next;
    }

    /** Lets go of everything that a kept stack should not keep alive; after an exception frames are still there. */
    private void forget() {
        if (refs != null && depth > 0) {
            Arrays.fill(refs, null);
        }
        Arrays.fill(callers, 0, callerDepth, null);
        callerDepth = 0;
        depth = 0;
        base = 0;
        host = null;
        unstarted = null;
        instance = null;
        memory = null;
        globals = null;
        sites = null;
        stoppedBlock = null;
    }

    // ---- calls

    /**
     * Calls a function of the current instance.
     *
     * @param callee  the function
     * @param site    where to return to
     * @param callerFp the caller's frame
     * @param calleeFp the callee's frame: where its arguments stand
     * @return the callee's first block
     */
    Block call(LinkedFunction callee, int site, int callerFp, int calleeFp) {
        int d = depth;
        if (d == frames.length) {
            growFrames();
        }
        if (calleeFp + callee.frameSlots > cells.length) {
            reserve(calleeFp + callee.frameSlots);
        }
        frames[d] = (long) site << 32 | callerFp;
        depth = d + 1;
        fp = calleeFp;
        prepare(callee, calleeFp);
        return callee.entry;
    }

    /** Calls any function; the block returned is the callee's first or, after a host function, that after the call. */
    Block call(FunctionInstance callee, CallSite site, int callerFp, int calleeFp) {
        if (callee instanceof WasmFunction wasm) {
            LinkedFunction linked = Machine.linked(wasm.code, store);
            if (wasm.instance == instance) {
                return call(linked, site.number(), callerFp, calleeFp);
            }
            checkStore(wasm);
            Block entry = call(linked, site.number(), callerFp, calleeFp);
            frames[depth - 1] |= RESTORE;
            pushCaller();
            enterInstance(wasm.instance);
            return entry;
        }
        callHost((HostFunctionInstance) callee, calleeFp);
        return site.next();
    }

    /** Replaces the current frame by a call of a function of the current instance; arguments are moved down. */
    Block tailCall(LinkedFunction callee, LinkedFunction caller, int frame, int argumentFp) {
        if (frame + callee.frameSlots > cells.length) {
            reserve(frame + callee.frameSlots);
        }
        System.arraycopy(cells, argumentFp, cells, frame, callee.zeroFrom);
        if (refs != null) {
            moveRefs(caller, frame, argumentFp, callee.zeroFrom);
        }
        prepare(callee, frame);
        return callee.entry;
    }

    /** Replaces the current frame by a call of any function. */
    Block tailCall(FunctionInstance callee, LinkedFunction caller, int frame, int argumentFp) {
        if (callee instanceof WasmFunction wasm) {
            checkStore(wasm);
            LinkedFunction linked = Machine.linked(wasm.code, store);
            Block entry = tailCall(linked, caller, frame, argumentFp);
            if (wasm.instance != instance) {
                restoreOnReturn();
                enterInstance(wasm.instance);
            }
            return entry;
        }
        HostFunctionInstance host = (HostFunctionInstance) callee;
        reserve(frame + host.signature.windowSlots);
        System.arraycopy(cells, argumentFp, cells, frame, host.signature.paramSlots);
        if (refs != null) {
            moveRefs(caller, frame, argumentFp, host.signature.paramSlots);
        }
        callHost(host, frame);
        return leave();
    }

    /** The frame on top now returns into the current instance: noted unless the frame already restores one. */
    private void restoreOnReturn() {
        if (frames[depth - 1] >= 0) {
            frames[depth - 1] |= RESTORE;
            pushCaller();
        }
    }

    /** Moves reference arguments down and forgets every other reference of the replaced frame. */
    private void moveRefs(LinkedFunction caller, int frame, int argumentFp, int count) {
        System.arraycopy(refs, argumentFp, refs, frame, count);
        int end = frame + caller.endRefSlot;
        if (frame + count < end) {
            Arrays.fill(refs, frame + count, end, null);
        }
    }

    private void prepare(LinkedFunction callee, int calleeFp) {
        long[] slots = cells;
        for (int slot = calleeFp + callee.zeroFrom, end = calleeFp + callee.zeroTo; slot < end; slot++) {
            slots[slot] = 0;
        }
        if (callee.usesRefs) {
            prepareRefs(callee, calleeFp);
        }
    }

    private void prepareRefs(LinkedFunction callee, int calleeFp) {
        reserveRefs();
        Arrays.fill(refs, calleeFp + callee.zeroFrom, calleeFp + callee.zeroTo, null);
    }

    /** Returns from the current frame: the block after the call, or null when the activation is over. */
    Block leave() {
        long frame = frames[--depth];
        if (frame < 0) {
            return leaveInstance(frame);
        }
        fp = (int) frame;
        return site((int) (frame >>> 32));
    }

    /** As {@link #leave} for a function with reference slots: forgets all but its results. */
    Block leave(LinkedFunction from) {
        Object[] slots = refs;
        int[] results = from.code.signature.results;
        int slot = fp + from.firstRefSlot;
        int end = fp + from.endRefSlot;
        if (from.firstRefSlot < from.code.signature.resultSlots) {
            slot = Math.max(slot, clearResults(from, results));
        }
        for (; slot < end; slot++) {
            slots[slot] = null;
        }
        return leave();
    }

    /** Clears the reference slots below numeric results; returns the slot after the results. */
    private int clearResults(LinkedFunction from, int[] results) {
        for (int index = 0; index < results.length; index++) {
            int slot = from.code.signature.resultSlot(index);
            if (results[index] < 0) {
                refs[fp + slot] = null;
            }
        }
        return fp + from.code.signature.resultSlots;
    }

    private Block leaveInstance(long frame) {
        int site = (int) (frame >>> 32) & EXIT_SITE;
        if (site == EXIT_SITE) {
            return null;
        }
        fp = (int) frame;
        ModuleInstance caller = callers[--callerDepth];
        callers[callerDepth] = null;
        enterInstance(caller);
        return site(site);
    }

    private Block site(int number) {
        Block[] known = sites;
        Block block = number < known.length ? known[number] : null;
        return block != null ? block : newSite(number);
    }

    private Block newSite(int number) {
        sites = Machine.linked(instance.module).sites();
        return sites[number];
    }

    private void pushCaller() {
        if (callerDepth == callers.length) {
            callers = Arrays.copyOf(callers, 2 * callerDepth);
        }
        callers[callerDepth++] = instance;
    }

    private void enterInstance(ModuleInstance entered) {
        instance = entered;
        globals = entered.globals;
        sites = Machine.linked(entered.module).sites();
        reload();
    }

    /** Reads again where memory 0 is: after everything that may have let it grow. */
    void reload() {
        LinearMemory[] memories = instance.memories;
        if (memories.length > 0) {
            memory = memories[0].bytes;
            limit = memories[0].limit;
        }
    }

    /** An object that was made in one store and given to another may lead to functions of the first. */
    private void checkStore(FunctionInstance callee) {
        if (callee.store != store) {
            throw new IllegalStateException("a function of another store was called");
        }
    }

    /** Calls a host function through a window over the slots where the arguments stand. */
    private void callHost(HostFunctionInstance callee, int at) {
        checkStore(callee);
        reserve(at + callee.signature.windowSlots);
        if (callee.signature.usesRefs) {
            reserveRefs();
        }
        base = at;
        host = callee;
        callee.callFromWasm(this);
        host = null;
        reload();
    }

    // ---- exceptions

    /**
     * Throws an exception in the current frame.
     *
     * @return the block of its handler, in the frame that {@link #fp} then names
     */
    Block raise(ExceptionInstance exception, LinkedFunction thrower, int position) {
        Block handler = unwind(exception, thrower, position);
        if (handler == null) {
            throw exceptions.thrown(exception);
        }
        return handler;
    }

    /** Whether a Java exception stands for one of Wasm's, of this store. */
    boolean isException(Throwable thrown) {
        ExceptionInstance exception = exceptions.exception(thrown);
        return exception != null && exception.tag.store == store;
    }

    /** The block of the handler, if what ended the dispatch loop is an exception thrown by a host function; else null. */
    Block handler(Throwable thrown) {
        if (host == null || !isException(thrown)) {
            return null;
        }
        // A tail call has left the frame that made it, and with it the handlers there.
        int position = isTailCall() ? HandlerTable.NONE : stoppedPosition();
        Block handler = unwind(exceptions.exception(thrown), stoppedBlock.function, position);
        if (handler != null) {
            host = null;
            reload();
        }
        return handler;
    }

    /**
     * Looks for a handler from a position of the current frame outwards. If there is one, its frame becomes the current
     * one and gets the exception; if there is none, nothing changes.
     */
    private Block unwind(ExceptionInstance exception, LinkedFunction thrower, int position) {
        LinkedFunction function = thrower;
        ModuleInstance in = instance;
        Block[] returns = sites;
        int at = position;
        int frame = fp;
        int d = depth;
        int restored = callerDepth;
        int endRefs = host == null ? 0 : base + host.signature.windowSlots;
        int clause = clause(function.handlers, at, exception.tag, in.tags);
        while (clause < 0) {
            endRefs = Math.max(endRefs, frame + function.endRefSlot);
            long entry = frames[--d];
            int site = (int) (entry >>> 32) & EXIT_SITE;
            if (site == EXIT_SITE) {
                return null;
            }
            if (entry < 0) {
                in = callers[--restored];
                returns = Machine.linked(in.module).sites();
            }
            Block after = site < returns.length ? returns[site] : null;
            if (after == null) {
                returns = Machine.linked(in.module).sites();
                after = returns[site];
            }
            function = after.function;
            // The call is what stands before.
            at = after.start - 1;
            frame = (int) entry;
            clause = clause(function.handlers, at, exception.tag, in.tags);
        }
        depth = d;
        fp = frame;
        Arrays.fill(callers, restored, callerDepth, null);
        callerDepth = restored;
        if (in != instance) {
            enterInstance(in);
        }
        if (refs != null && frame + function.endRefSlot < endRefs) {
            Arrays.fill(refs, frame + function.endRefSlot, endRefs, null);
        }
        hand(exception, function.handlers, clause);
        return function.handler(clause);
    }

    /** The clause that catches what is thrown at a position; negative if there is none. */
    private static int clause(HandlerTable handlers, int position, TagInstance tag, TagInstance[] tags) {
        for (int region = handlers.regionAt(position); region >= 0; region = handlers.next(region)) {
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
    private void hand(ExceptionInstance exception, HandlerTable handlers, int clause) {
        if (handlers.tag(clause) >= 0) {
            int values = fp + handlers.values(clause);
            System.arraycopy(exception.cells, 0, cells, values, exception.cells.length);
            if (exception.refs != null) {
                System.arraycopy(exception.refs, 0, refs, values, exception.refs.length);
            }
        }
        int reference = handlers.reference(clause);
        if (reference >= 0) {
            refs[fp + reference] = exception;
        }
    }

    // ---- stacks

    private void growFrames() {
        int most = limits.maxFrames();
        if (frames.length >= most) {
            throw new Trap(TrapCode.STACK_OVERFLOW);
        }
        try {
            frames = Arrays.copyOf(frames, (int) Math.min(2L * frames.length, most));
        } catch (OutOfMemoryError e) {
            throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
        }
    }

    private void reserve(int slots) {
        if (slots <= cells.length) {
            return;
        }
        if (slots > limits.maxCells()) {
            throw new Trap(TrapCode.STACK_OVERFLOW);
        }
        int capacity = (int) Math.min(limits.maxCells(), Math.max(slots, 2L * cells.length));
        try {
            long[] grown = Arrays.copyOf(cells, capacity);
            if (refs != null) {
                refs = Arrays.copyOf(refs, capacity);
            }
            cells = grown;
        } catch (OutOfMemoryError e) {
            throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
        }
    }

    private void reserveRefs() {
        if (refs == null) {
            try {
                refs = new Object[cells.length];
            } catch (OutOfMemoryError e) {
                throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
            }
        }
    }

    // ---- a suspended activation apart from the machine

    /** The state of this suspended activation. */
    Activation capture() {
        List<Activation.Frame> captured = new ArrayList<>();
        int end = window.paramSlots;
        if (unstarted == null) {
            LinkedFunction top = stoppedBlock.function;
            captured.add(frame(instance, top, stoppedPosition(), fp));
            int[] slots = callerSlots();
            eachCall(new CallVisitor() {
                private int level = depth - 1;

                @Override
                public void call(ModuleInstance in, LinkedFunction caller, int position) {
                    captured.add(frame(in, caller, position, slots[level--]));
                }
            });
            Collections.reverse(captured);
            end = fp + top.frameSlots;
            if (host != null) {
                end = Math.max(end, base + host.signature.windowSlots);
            }
        }
        return new Activation(captured, Arrays.copyOf(cells, end), refs == null ? null : Arrays.copyOf(refs, end), base,
                host);
    }

    private int[] callerSlots() {
        int[] slots = new int[depth];
        for (int d = 1; d < depth; d++) {
            slots[d] = (int) frames[d];
        }
        return slots;
    }

    private static Activation.Frame frame(ModuleInstance in, LinkedFunction function, int position, int slots) {
        return new Activation.Frame(in, function.code.index, position, slots, function.fingerprint());
    }

    /** Makes this fresh activation one that was captured. */
    void restore(WasmFunction function, Activation activation) throws Activation.Mismatch {
        ActivationCheck check = new ActivationCheck(function, activation, limits);
        List<LinkedFunction> functions = check.functions();
        reserve(activation.cells().length);
        // A caller's frame may reach beyond that of its callee.
        for (int i = 0; i < functions.size(); i++) {
            reserve(activation.frames().get(i).slots() + functions.get(i).frameSlots);
        }
        System.arraycopy(activation.cells(), 0, cells, 0, activation.cells().length);
        if (activation.refs() != null) {
            reserveRefs();
            System.arraycopy(activation.refs(), 0, refs, 0, activation.refs().length);
        }
        base = activation.base();
        host = activation.host();
        frames[0] = EXIT;
        depth = 1;
        if (functions.isEmpty()) {
            unstarted = function;
            enterInstance(function.instance);
            return;
        }
        int last = functions.size() - 1;
        for (int i = 0; i < last; i++) {
            Activation.Frame frame = activation.frames().get(i);
            enterInstance(frame.instance());
            if (depth == frames.length) {
                growFrames();
            }
            frames[depth++] = (long) functions.get(i).site(frame.position()).number() << 32 | frame.slots();
            if (activation.frames().get(i + 1).instance() != frame.instance()) {
                frames[depth - 1] |= RESTORE;
                pushCaller();
            }
        }
        Activation.Frame top = activation.frames().get(last);
        enterInstance(top.instance());
        fp = top.slots();
        stoppedAt(functions.get(last).block(top.position()), Dispatch.BEFORE);
    }

    // ---- looking at the call stack

    /** Notes the node under way when an exception ended the dispatch loop. */
    void stoppedAt(Block block, int node) {
        stoppedBlock = block;
        stoppedNode = node;
    }

    /** The function in which the loop ended, or null if it had not begun. */
    LinkedFunction stoppedFunction() {
        return stoppedBlock == null ? null : stoppedBlock.function;
    }

    /** The position of the statement at which the loop ended: it has not been executed. */
    int stoppedPosition() {
        if (stoppedNode == Dispatch.BEFORE) {
            return stoppedBlock.start;
        }
        return stoppedBlock.position(stoppedNode);
    }

    /** Visits the calls that are under way, innermost first. */
    void eachCall(CallVisitor visitor) {
        int restored = callerDepth;
        ModuleInstance in = instance;
        for (int d = depth - 1; d > 0; d--) {
            long frame = frames[d];
            if (frame < 0) {
                in = callers[--restored];
            }
            int site = (int) (frame >>> 32) & EXIT_SITE;
            LinkedModule module = Machine.linked(in.module);
            visitor.call(in, module.sites()[site].function, module.call(site));
        }
    }

    /** Told of the calls on the call stack. */
    interface CallVisitor {
        /** A call under way: the instance and the function that calls, and the position of the call. */
        void call(ModuleInstance in, LinkedFunction caller, int position);
    }
}
