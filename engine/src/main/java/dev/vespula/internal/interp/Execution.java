package dev.vespula.internal.interp;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.compiled.Callees;
import dev.vespula.internal.compiled.Position;
import dev.vespula.internal.limits.HostFailure;
import dev.vespula.internal.linked.Block;
import dev.vespula.internal.linked.CallSite;
import dev.vespula.internal.linked.Context;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.linked.LinkedModule;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.ContinuationInstance;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.HostResumption;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.Suspension;
import dev.vespula.internal.runtime.TagInstance;
import dev.vespula.internal.runtime.TagSuspension;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.stop.FuelExhausted;
import dev.vespula.internal.stop.Unwind;
import java.util.Arrays;

/**
 * One activation of the machine: its value stack, its call stack, and what it caches of the current instance. At every
 * statement boundary the stacks are the whole state: the cells, the references, and for each frame its function, the
 * Pc and where its slots begin; nothing is on the Java stack but the dispatch loop.
 *
 * <p>The value stack is {@link #cells}; {@link #refs} has the same slot numbers and exists once a function or a call
 * needs references. Frames overlap: a callee's parameters are the slots where the caller left them.
 *
 * <p>An entry of the call stack is a long: the return site in the upper half, the caller's frame in the lower half. A
 * negative one also changes the instance; the one at the bottom ends the activation.
 *
 * <p>As a window (the base class) it shows Java the arguments and results of the call between it and the host.
 */
final class Execution extends Context {
    static final long RESTORE = Long.MIN_VALUE;
    static final int EXIT_SITE = Integer.MAX_VALUE;
    static final long EXIT = RESTORE | (long) EXIT_SITE << 32;
    private static final int FIRST_FRAMES = 64;

    final StackLimits limits;
    /** The call stack. */
    long[] frames;
    /** Instances to return to, for entries that change the instance. */
    ModuleInstance[] callers = new ModuleInstance[4];
    /** How many there are. */
    int callerDepth;
    /** The return sites of the current instance's module. */
    Block[] sites;
    /** The host function that is called right now, or that threw. */
    HostFunctionInstance host;
    /** Where the machine stopped. */
    final StopPoint stop = new StopPoint();
    /** Compiled code under this stack. */
    final CompiledCalls compiled = new CompiledCalls(this);
    /** Continuations that leave the stack and enter it. */
    private final StackSwitches switches = new StackSwitches(this);
    /** Calls from Java straight into compiled code. */
    final DirectActivation direct = new DirectActivation(this);
    /** Entries of the call stack after which it must grow, or the activation is too deep. */
    private int frameLimit;
    private Signature window;

    Execution(StoreState store, StackLimits limits) {
        super(store);
        this.limits = limits;
        this.cells = new long[limits.minCells()];
        this.frames = new long[Math.max(1, Math.min(FIRST_FRAMES, limits.maxFrames()))];
        limitFrames();
    }

    // ---- entering from Java

    /** Opens the window for a call from Java. */
    void open(Signature signature) {
        reserveWindow(signature);
        Arrays.fill(cells, 0, signature.windowSlots, 0);
    }

    /** Makes the first slots a window; what is in them stays. */
    void reserveWindow(Signature signature) {
        window = signature;
        reserve(signature.windowSlots);
        if (signature.usesRefs) {
            reserveRefs();
        }
    }

    @Override
    public void end() {
        close();
        giveBack();
    }

    private void giveBack() {
        if (isOrdinary()) {
            ((FreeStacks) store.machine).give(this);
        }
    }

    @Override
    public void stopDirect(WasmFunction function, Throwable thrown) {
        direct.stop(function, thrown);
    }

    @Override
    public void finishDirect(WasmFunction function, Throwable thrown) {
        direct.finish(function, thrown);
    }

    @Override
    public void closeDirect() {
        if (!direct.close()) {
            giveBack();
        }
    }

    @Override
    public Activation activation() {
        return SavedState.capture(this);
    }

    /** Closes the window if there is one; a call that is suspended is given up. */
    void close() {
        if (depth > 0) {
            forget();
        }
        if (window != null && window.usesRefs && refs != null) {
            Arrays.fill(refs, 0, window.windowSlots, null);
        }
        window = null;
    }

    /** Whether the stacks are small enough to be kept for reuse. */
    boolean isOrdinary() {
        return cells.length <= limits.keptCells() && frames.length <= limits.keptFrames();
    }

    @Override
    public ModuleInstance caller() {
        return host == null ? null : instance;
    }

    @Override
    public void run(WasmFunction function) {
        MachineStack outer = compiled.begin();
        try {
            start(function);
        } catch (Throwable thrown) {
            throw Failure.of(this, thrown);
        } finally {
            compiled.end(outer);
            forget();
        }
    }

    @Override
    public void run(HostResumption resumption) {
        MachineStack outer = compiled.begin();
        try {
            frames[0] = EXIT;
            depth = 1;
            fp = 0;
            stop.clear();
            Block next = switches.resume(resumption);
            if (next != null) {
                Dispatch.run(this, next);
            }
        } catch (TagSuspension suspension) {
            if (resumption.suspended() == null) {
                throw Failure.of(this, suspension);
            }
        } catch (Throwable thrown) {
            throw Failure.of(this, thrown);
        } finally {
            compiled.end(outer);
            switches.endResumption();
            forget();
        }
    }

    @Override
    public Suspension runResumable(WasmFunction function) {
        Suspension suspension = null;
        MachineStack outer = compiled.begin();
        try {
            start(function);
        } catch (Throwable thrown) {
            suspension = suspension(thrown);
        } finally {
            compiled.end(outer);
            if (suspension == null) {
                forget();
            }
        }
        return suspension;
    }

    @Override
    public Suspension resume(RuntimeException exception) {
        Suspension suspension = null;
        MachineStack outer = compiled.begin();
        try {
            reload();
            Block next = exception != null ? afterThrow(exception) : host == null ? stop.block() : afterHost();
            if (next != null) {
                Dispatch.run(this, next);
            }
        } catch (Throwable thrown) {
            suspension = suspension(thrown);
        } finally {
            compiled.end(outer);
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
        stop.clear();
        Block next = first(function);
        if (next != null) {
            Dispatch.run(this, next);
        }
    }

    /** Begins the function that the activation calls; its arguments are in the first slots. */
    Block first(WasmFunction function) {
        enterInstance(function.instance);
        LinkedFunction linked = LinkedFunction.of(function.code, store);
        if (limits.maxFrames() == 0) {
            throw new Trap(TrapCode.STACK_OVERFLOW);
        }
        reserve(linked.frameSlots);
        return linked.compiled != null ? compiled.replace(linked, linked.compiled, instance, 0) : begin(linked, 0);
    }

    /** Why the call can be continued; throws what ended it if it cannot. */
    private Suspension suspension(Throwable thrown) {
        if (host != null) {
            if (HostFailure.opened(thrown) instanceof Exception cause && !store.isFinal(cause)) {
                if (!store.engine.api.isRequest(cause)) {
                    Failure.leaving(this, cause);
                }
                return told(new Suspension.InHost(host, cause));
            }
        } else if (thrown instanceof FuelExhausted exhausted) {
            return told(new Suspension.OutOfFuel(exhausted.required));
        }
        throw Failure.of(this, thrown);
    }

    private Suspension told(Suspension suspension) {
        stop.release();
        LinkedFunction function = stop.function();
        store.engine.activity.suspended(suspension, function.code, function.ir.sourceMap().offsetAt(stop.pc()), depth);
        return suspension;
    }

    /** The block to go on at after the host function that threw; null if its results are those of the whole call. */
    private Block afterHost() {
        Block next = stop.isTailCall() ? leave() : stop.function().after(stop.pc());
        host = null;
        return next;
    }

    /** Lets go of everything that a kept stack should not keep alive; after an exception frames are still there. */
    void forget() {
        if (refs != null && depth > 0) {
            Arrays.fill(refs, null);
        }
        Arrays.fill(callers, 0, callerDepth, null);
        callerDepth = 0;
        depth = 0;
        base = 0;
        host = null;
        instance = null;
        memory = null;
        globals = null;
        sites = null;
        stop.clear();
        switches.forget();
        compiled.forget();
        limitFrames();
    }

    // ---- calls

    @Override
    public Block call(LinkedFunction callee, int site, int callerFp, int calleeFp) {
        if (calleeFp + callee.frameSlots > cells.length) {
            reserve(calleeFp + callee.frameSlots);
        }
        CallEntry faster = callee.compiled;
        if (faster != null) {
            Block next = compiled.call(callee, faster, instance, site, callerFp, calleeFp);
            if (next != null) {
                return next;
            }
        }
        push(site, callerFp);
        return begin(callee, calleeFp);
    }

    /** Pushes an entry of the call stack. */
    void push(int site, int callerFp) {
        int d = depth;
        if (d >= frameLimit) {
            growFrames();
        }
        frames[d] = (long) site << 32 | callerFp;
        depth = d + 1;
    }

    /** Begins to interpret a function in a frame for which there is room. */
    Block begin(LinkedFunction callee, int calleeFp) {
        fp = calleeFp;
        prepare(callee, calleeFp);
        return callee.entry;
    }

    @Override
    public Block call(FunctionInstance callee, CallSite site, int callerFp, int calleeFp) {
        if (callee instanceof WasmFunction wasm) {
            LinkedFunction linked = LinkedFunction.of(wasm.code, store);
            if (wasm.instance == instance) {
                return call(linked, site.number(), callerFp, calleeFp);
            }
            checkStore(wasm);
            return callOther(linked, wasm.instance, site.number(), callerFp, calleeFp);
        }
        callHost((HostFunctionInstance) callee, calleeFp);
        return site.next();
    }

    /** Calls a function of another instance. */
    private Block callOther(LinkedFunction callee, ModuleInstance in, int site, int callerFp, int calleeFp) {
        if (calleeFp + callee.frameSlots > cells.length) {
            reserve(calleeFp + callee.frameSlots);
        }
        CallEntry faster = callee.compiled;
        if (faster != null) {
            Block next = compiled.call(callee, faster, in, site, callerFp, calleeFp);
            if (next != null) {
                return next;
            }
        }
        push(site, callerFp);
        frames[depth - 1] |= RESTORE;
        pushCaller();
        enterInstance(in);
        return begin(callee, calleeFp);
    }

    @Override
    public Block tailCall(LinkedFunction callee, LinkedFunction caller, int frame, int argumentFp) {
        moveArguments(callee, caller, frame, argumentFp);
        CallEntry faster = callee.compiled;
        if (faster != null) {
            return compiled.replace(callee, faster, instance, frame);
        }
        prepare(callee, frame);
        return callee.entry;
    }

    private void moveArguments(LinkedFunction callee, LinkedFunction caller, int frame, int argumentFp) {
        if (frame + callee.frameSlots > cells.length) {
            reserve(frame + callee.frameSlots);
        }
        System.arraycopy(cells, argumentFp, cells, frame, callee.zeroFrom);
        if (refs != null) {
            moveRefs(caller, frame, argumentFp, callee.zeroFrom);
        }
    }

    @Override
    public Block tailCall(FunctionInstance callee, LinkedFunction caller, int frame, int argumentFp) {
        if (callee instanceof WasmFunction wasm) {
            checkStore(wasm);
            LinkedFunction linked = LinkedFunction.of(wasm.code, store);
            if (wasm.instance == instance) {
                return tailCall(linked, caller, frame, argumentFp);
            }
            moveArguments(linked, caller, frame, argumentFp);
            restoreOnReturn();
            enterInstance(wasm.instance);
            if (linked.compiled != null) {
                return compiled.replace(linked, linked.compiled, instance, frame);
            }
            return begin(linked, frame);
        }
        HostFunctionInstance host = (HostFunctionInstance) callee;
        if (host.isBuiltin) {
            // Where the arguments stand: it may have to be called again.
            callHost(host, argumentFp);
            System.arraycopy(cells, argumentFp, cells, frame, host.signature.resultSlots);
            if (refs != null) {
                moveRefs(caller, frame, argumentFp, host.signature.resultSlots);
            }
            return leave();
        }
        reserve(frame + host.signature.windowSlots);
        System.arraycopy(cells, argumentFp, cells, frame, host.signature.paramSlots);
        if (refs != null) {
            moveRefs(caller, frame, argumentFp, host.signature.paramSlots);
        }
        callHost(host, frame);
        return leave();
    }

    /** The frame on top now returns into the current instance: noted unless the frame already restores one. */
    void restoreOnReturn() {
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

    /** Sets the locals of a frame to zero and null. */
    void prepare(LinkedFunction callee, int calleeFp) {
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

    @Override
    public Block leave() {
        long frame = frames[--depth];
        if (frame < 0) {
            return leaveInstance(frame);
        }
        fp = (int) frame;
        return site((int) (frame >>> 32));
    }

    @Override
    public Block leave(LinkedFunction from) {
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

    /** The block of a return site of the current instance's module. */
    Block site(int number) {
        Block[] known = sites;
        Block block = number < known.length ? known[number] : null;
        return block != null ? block : newSite(number);
    }

    private Block newSite(int number) {
        sites = LinkedModule.of(instance.module).sites();
        return sites[number];
    }

    /** Pushes the current instance as one to return to. */
    void pushCaller() {
        pushCaller(instance);
    }

    /** Pushes an instance as one to return to. */
    void pushCaller(ModuleInstance caller) {
        if (callerDepth == callers.length) {
            callers = Arrays.copyOf(callers, 2 * callerDepth);
        }
        callers[callerDepth++] = caller;
    }

    /** Makes an instance the current one. */
    void enterInstance(ModuleInstance entered) {
        instance = entered;
        globals = entered.globals;
        sites = LinkedModule.of(entered.module).sites();
        reload();
    }

    /** Makes an instance the current one again; null if there was none because Java called compiled code. */
    void backTo(ModuleInstance outer) {
        if (outer != null) {
            enterInstance(outer);
        } else {
            instance = null;
        }
    }

    @Override
    public Block enterLoop(Block loop, CallEntry entry, Block interpreted) {
        return compiled.enterLoop(loop, entry, interpreted);
    }

    @Override
    public void reload() {
        LinearMemory[] memories = instance.memories;
        if (memories.length > 0) {
            memory = memories[0].bytes;
            limit = memories[0].limit;
        }
    }

    /** An object that was made in one store and given to another may lead to functions of the first. */
    private void checkStore(FunctionInstance callee) {
        if (callee.store != store) {
            throw Callees.foreign();
        }
    }

    /** Calls a host function through a window over the slots where the arguments stand. */
    private void callHost(HostFunctionInstance callee, int position) {
        checkStore(callee);
        reserve(position + callee.signature.windowSlots);
        if (callee.signature.usesRefs) {
            reserveRefs();
        }
        base = position;
        host = callee.isBuiltin ? null : callee;
        callee.callFromWasm(this);
        host = null;
        reload();
    }

    @Override
    public void callHost(HostFunctionInstance callee, ModuleInstance caller, long position) {
        if (store.budget.isCounting() && !callee.isBuiltin) {
            throw Unwind.INSTANCE;
        }
        ModuleInstance outer = instance;
        instance = caller;
        try {
            callHost(callee, Position.slot(position));
        } finally {
            instance = outer;
        }
    }

    /** The host function is over. */
    void endHost() {
        host = null;
    }

    /** What the host function threw is caught: it is over, and what stands in its window is not needed. */
    void forgetHost() {
        if (host != null && host.signature.usesRefs) {
            Arrays.fill(refs, base, base + host.signature.windowSlots, null);
        }
        host = null;
    }

    @Override
    public ModuleInstance beginHost(HostFunctionInstance callee, ModuleInstance caller) {
        ModuleInstance outer = instance;
        instance = caller;
        host = callee;
        return outer;
    }

    @Override
    public void endHost(ModuleInstance outer) {
        host = null;
        instance = outer;
    }

    @Override
    public Throwable hostThrew(HostFunctionInstance thrower, Throwable thrown, long position) {
        base = Position.slot(position);
        host = thrower.isBuiltin ? null : thrower;
        return HostFailure.carried(thrown);
    }

    // ---- exceptions

    @Override
    public Block raise(ExceptionInstance exception, LinkedFunction thrower, int pc) {
        Block handler = Unwinding.unwind(this, exception, thrower, pc);
        if (handler == null) {
            throw store.engine.api.thrown(exception);
        }
        return handler;
    }

    /** Whether a Java exception stands for one of Wasm's, of this store. */
    boolean isException(Throwable thrown) {
        return caught(thrown) != null;
    }

    @Override
    public ExceptionInstance caught(Throwable thrown) {
        ExceptionInstance exception = store.engine.api.exception(thrown);
        return exception != null && exception.tag.store == store ? exception : null;
    }

    @Override
    public RuntimeException thrown(ExceptionInstance exception) {
        return store.engine.api.thrown(exception);
    }

    /**
     * The block at which to go on after something has ended the dispatch loop, or null: the handler of an exception thrown by a
     * host function, or the statement that has found no room for an object.
     */
    Block handler(Throwable thrown) {
        if (host != null) {
            return handlerAtStop(thrown);
        }
        if (thrown == Unwind.INSTANCE && store.budget.isLacking() && !compiled.isNested()) {
            // No frame hides what it holds any more.
            store.budget.recount();
            return stop.block();
        }
        return null;
    }

    /** The block of the handler, if what stopped the machine is a Wasm exception thrown there; else null. */
    Block handlerAtStop(Throwable thrown) {
        if (host != null && thrown instanceof TagSuspension suspension) {
            // Compiled code below ends first.
            return compiled.isNested() ? null : switches.suspend(suspension, host, base);
        }
        ExceptionInstance exception = caught(thrown);
        if (exception == null) {
            return null;
        }
        // A tail call has left the frame that made it, and with it the handlers there.
        int pc = host != null && stop.isTailCall() ? Unwinding.NOWHERE : stop.pc();
        Block handler = Unwinding.unwind(this, exception, stop.function(), pc);
        if (handler != null) {
            host = null;
            reload();
        }
        return handler;
    }

    // ---- stack switching

    @Override
    public Block suspend(TagInstance tag, CallSite site, int callerFp, int values) {
        return switches.suspend(tag, site, callerFp, values);
    }

    @Override
    public Block resume(ContinuationInstance continuation, CallSite site, int callerFp, int calleeFp, int slots) {
        return switches.resume(continuation, site, callerFp, calleeFp, slots);
    }

    @Override
    public Block resumeThrow(ContinuationInstance continuation, ExceptionInstance thrown, CallSite site, int callerFp,
            int calleeFp) {
        return switches.resumeThrow(continuation, thrown, site, callerFp, calleeFp);
    }

    @Override
    public Block switchTo(ContinuationInstance continuation, TagInstance tag, CallSite site, int callerFp, int arguments,
            int slots) {
        return switches.switchTo(continuation, tag, site, callerFp, arguments, slots);
    }

    // ---- compiled code

    @Override
    public void deeper(long position, int slots) {
        compiled.deeper(position, slots);
    }

    @Override
    public long[] cells(long position, int slots) {
        int end = Position.slot(position) + slots;
        if (end > cells.length) {
            reserve(end);
        }
        return cells;
    }

    @Override
    public Object[] refs(long position, int slots) {
        cells(position, slots);
        reserveRefs();
        return refs;
    }

    @Override
    public void interpret(FunctionCode code, ModuleInstance in, long position) {
        compiled.interpret(code, in, position);
    }

    @Override
    public Throwable capture(Throwable thrown, ModuleInstance in, long position, int function, int pc) {
        return compiled.capture(thrown, in, position, function, pc);
    }

    @Override
    public Throwable captureWhole(Throwable thrown, ModuleInstance in, long position, int function, int pc) {
        return compiled.captureWhole(thrown, in, position, function, pc);
    }

    @Override
    public Throwable captureTrap(Throwable thrown, ModuleInstance in, long position, int function, int pc) {
        return compiled.captureTrap(thrown, in, position, function, pc);
    }

    @Override
    public void captureTailCall(ModuleInstance in, long position, int function, int pc) {
        compiled.captureTailCall(in, position, function, pc);
    }

    @Override
    public void replaceable(FunctionInstance callee, long position) {
        int slots;
        if (callee instanceof WasmFunction wasm) {
            slots = LinkedFunction.of(wasm.code).frameSlots;
        } else {
            slots = ((HostFunctionInstance) callee).signature.windowSlots;
        }
        if (Position.slot(position) + slots > limits.maxCells() || callee instanceof HostFunctionInstance && store.budget
                .isCounting()) {
            throw Unwind.INSTANCE;
        }
    }

    @Override
    public void captureCallee(FunctionInstance callee, long position) {
        compiled.captureCallee(callee, position);
    }

    @Override
    public void discard() {
        compiled.discard();
    }

    /** Sets from where on a captured frame's slots are not to be written. */
    void beginCapture(int frame, int end) {
        capturedFrame = frame;
        capturedEnd = end;
    }

    /** From where on a captured frame's slots are not to be written. */
    int capturedEnd() {
        return capturedEnd;
    }

    // ---- stacks

    private void growFrames() {
        int most = limits.maxFrames() - compiled.hiddenFrames();
        if (depth >= most) {
            throw compiled.tooDeep();
        }
        reserveFrames((int) Math.min(2L * frames.length, limits.maxFrames()));
    }

    /** Makes room for so many more calls, or ends the execution as the first of them would. */
    void roomForFrames(int count) {
        while (count > frameLimit - depth) {
            if (count > limits.maxFrames() - compiled.hiddenFrames() - depth) {
                throw compiled.tooDeep();
            }
            growFrames();
        }
    }

    /** Makes room for entries of the call stack. */
    void reserveFrames(int count) {
        if (count > frames.length) {
            try {
                frames = Arrays.copyOf(frames, count);
            } catch (OutOfMemoryError e) {
                throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
            }
        }
        limitFrames();
    }

    /** Sets the limit of the call stack anew, after what it follows from has changed. */
    void limitFrames() {
        frameLimit = Math.min(frames.length, limits.maxFrames() - compiled.hiddenFrames());
    }

    /** Makes room for slots. */
    void reserve(int slots) {
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

    /** Makes the reference slots if there are none. */
    void reserveRefs() {
        if (refs == null) {
            try {
                refs = new Object[cells.length];
            } catch (OutOfMemoryError e) {
                throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
            }
        }
    }
}
