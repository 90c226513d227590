package dev.vespula.internal.interp;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.call.JavaStack;
import dev.vespula.internal.compiled.Position;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.linked.Block;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.stop.Unwind;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The border between the dispatch loop and compiled code, in both directions.
 *
 * <p>Compiled code runs on the Java stack, and what it calls that is not compiled is interpreted by a dispatch loop nested
 * in it, on the same value and call stack. When the Java stack has no room for more, or when anything stops, the frames in
 * between become interpreter frames ({@link CapturedFrames}), and the outermost loop goes on: so the depth of calls is
 * bounded by the configuration alone, and exactly.
 */
final class CompiledCalls {
    /**
     * Java stack that an activation may use without having tried whether it is there, in bytes of room. The smallest threads
     * that HotSpot makes have some 50 KB.
     */
    private static final int UNTRIED = 32 << 10;
    /** Room that is added when the stack was tried out, at least. */
    private static final int STEP = 64 << 10;
    /** The same for a nested activation, which does not know what is left: most need little, and each tries it out. */
    private static final int NESTED_STEP = 14 << 10;
    /** Of the room that is known to be there as much is added, divided by this. */
    private static final int SHARE = 2;
    /** Java stack that must be left behind the room: for helpers, class loading, handlers of exceptions. */
    private static final int MARGIN = 64 << 10;
    /** The same behind the first room of a nested activation, which otherwise would not try at all. */
    private static final int NESTED_MARGIN = 32 << 10;
    /** With less room than this it is not worth while to leave the interpreter. */
    private static final int LEAST = 2 << 10;
    /**
     * Room that a nested dispatch loop takes: a dozen Java frames, from the entry that interprets to that of the compiled
     * code which the loop calls, about 1,900 bytes without arguments.
     */
    private static final int NESTED = 2_400;
    /** Java stack that an argument takes in the frames of a nested dispatch loop. */
    private static final int NESTED_ARGUMENT = 48;

    private final Execution execution;
    private final CapturedFrames captured;
    private boolean isWatched;
    /** Room with which the activation begins. */
    private int start = Position.START;
    /** Room for what the present dispatch loop calls. */
    private int room = Position.START;
    /** Room below the start that the Java stack is known to have. */
    private int tried = UNTRIED;
    /** Whether the Java stack has been found to have no more. */
    private boolean isExhausted;
    /** How many dispatch loops are nested in compiled code. */
    private int nesting;
    /** Frames of compiled code under the present dispatch loop, at most. */
    private int hiddenFrames;

    CompiledCalls(Execution execution) {
        this.execution = execution;
        this.captured = new CapturedFrames(execution);
    }

    // ---- activations

    /** Makes the stack that of the store. Returns the one it was. */
    MachineStack begin() {
        StoreState store = execution.store;
        MachineStack outer = store.stack;
        store.stack = execution;
        isExhausted = false;
        if (outer == null || outer.isReady) {
            start = Position.START;
            tried = UNTRIED;
        } else {
            beginNested(((Execution) outer).compiled);
        }
        room = start;
        setFloor();
        if (isWatched) {
            store.watch();
        }
        return outer;
    }

    /**
     * A nested activation does not know what is left of the Java stack: host functions in between may have used any amount. It
     * begins close above the floor of the one below, so that the floor, which costs a fence whenever it changes, mostly stays.
     */
    private void beginNested(CompiledCalls below) {
        int lowest = below.start - below.tried;
        start = lowest > Position.START / 2 ? lowest + LEAST : Position.START;
        tried = LEAST;
    }

    /** Gives the store its former stack back. */
    void end(MachineStack outer) {
        execution.store.stack = outer;
        if (outer != null) {
            ((Execution) outer).compiled.setFloor();
        }
    }

    /** Lets go of everything when an activation is over. */
    void forget() {
        captured.clear();
        start = Position.START;
        tried = UNTRIED;
        room = start;
        nesting = 0;
        hiddenFrames = 0;
    }

    private long floor() {
        return Position.of(start - tried, 0);
    }

    /** Tells compiled code how deep it may go. A signal that comes at the same time must not be lost: hence the fence. */
    private void setFloor() {
        StoreState store = execution.store;
        long floor = floor();
        if (store.floor != floor) {
            store.floor = floor;
            VarHandle.fullFence();
            if (store.signal != StoreState.RUN) {
                store.floor = Long.MAX_VALUE;
            }
        }
    }

    // ---- depth

    /** Frames that the call stack does not show because they are compiled, at most. */
    int hiddenFrames() {
        return hiddenFrames;
    }

    /** Whether the present dispatch loop is nested in compiled code. */
    boolean isNested() {
        return nesting > 0;
    }

    /** What to throw when the call stack is full: it is only certain that it is full when nothing is hidden. */
    RuntimeException tooDeep() {
        return nesting > 0 ? Unwind.INSTANCE : new Trap(TrapCode.STACK_OVERFLOW);
    }

    /** Whether the limits leave room for compiled code called from Java. */
    static boolean areRoomFor(StackLimits limits) {
        return Math.min((long) limits.maxCells() * Long.BYTES, (limits.maxFrames() - 1L) * Position.SMALLEST_FRAME) >= LEAST;
    }

    /** The position of compiled code called from the present dispatch loop, or a negative one if there is no room. */
    long position(int calleeFp) {
        if (!isWatched) {
            isWatched = true;
            execution.store.watch();
        }
        if (room - LEAST < start - tried && tryMore(Position.of(room, calleeFp), 0)) {
            setFloor();
        }
        int lowest = start - tried;
        long use = Math.min(room - lowest, (long) (execution.limits.maxCells() - calleeFp) * Long.BYTES);
        use = Math.min(use, (long) (execution.limits.maxFrames() - execution.depth - hiddenFrames) * Position.SMALLEST_FRAME);
        return use < LEAST ? -1 : Position.of(lowest + (int) use, calleeFp);
    }

    /** See {@link MachineStack#deeper}. */
    void deeper(long position, int slots) {
        execution.store.stopIfAsked();
        setFloor();
        if (position >= floor()) {
            return;
        }
        while (position < floor()) {
            if (!tryMore(position, slots)) {
                throw Unwind.INSTANCE;
            }
        }
        setFloor();
    }

    /**
     * Tries whether the Java stack has more room, as far as the limits allow. More is tried than what is missing: the frames
     * so far have used some of it. But how much they have used depends on how the JVM executes them now, and the next frames
     * at the same depth may be executed otherwise.
     */
    private boolean tryMore(long position, int slots) {
        boolean isFirst = tried == LEAST;
        int step = isFirst ? NESTED_STEP : Math.max(STEP, tried / SHARE);
        int more = (int) Math.min(tried + step, allowed(position, slots));
        if (isExhausted || more <= tried) {
            return false;
        }
        if (!JavaStack.has(more + (isFirst ? NESTED_MARGIN : MARGIN))) {
            isExhausted = true;
            return false;
        }
        tried = more;
        execution.isUntidy = true;
        return true;
    }

    /** How much room below the start the limits allow, for a frame behind the position given and all that it may call. */
    private long allowed(long position, int slots) {
        long frames = (long) execution.limits.maxFrames() - execution.depth - hiddenFrames;
        long cells = (long) execution.limits.maxCells() - Position.slot(position) - slots;
        return Math.min(start - room + frames * Position.SMALLEST_FRAME,
                start - Position.room(position) + cells * Long.BYTES);
    }

    // ---- from the interpreter to compiled code

    /**
     * Calls compiled code whose arguments stand where its frame begins.
     *
     * @return the block to go on at: after the call, at a handler, or in a frame that was compiled until now; null if there
     *         is no room, so that the call must be interpreted
     */
    Block call(LinkedFunction callee, CallEntry entry, ModuleInstance in, int site, int callerFp, int calleeFp) {
        long position = position(calleeFp);
        if (position < 0) {
            return noRoom();
        }
        try {
            entry.enter(execution, in, position);
        } catch (Throwable thrown) {
            if (isInterpreted(thrown)) {
                return noRoom();
            }
            execution.reserveFrames(execution.depth + 1);
            execution.frames[execution.depth++] = (long) site << 32 | callerFp;
            return goOn(thrown, callee, in, calleeFp);
        }
        execution.reload();
        return execution.site(site);
    }

    /**
     * As {@link #call}, in place of the current frame: what it returns is what that returns. The current instance is that
     * of the callee.
     *
     * @return the block to go on at, null when the activation is over
     */
    Block replace(LinkedFunction callee, CallEntry entry, ModuleInstance in, int frame) {
        long position = position(frame);
        if (position < 0) {
            return replaceInterpreted(callee, frame);
        }
        try {
            entry.enter(execution, in, position);
        } catch (Throwable thrown) {
            if (isInterpreted(thrown)) {
                return replaceInterpreted(callee, frame);
            }
            return goOn(thrown, callee, in, frame);
        }
        execution.reload();
        return execution.leave();
    }

    /**
     * No room for compiled code in place of the current frame. That is gone, so its call cannot be made again: if compiled
     * code below is to end first, the callee stops at its beginning.
     */
    private Block replaceInterpreted(LinkedFunction callee, int frame) {
        Block entry = execution.begin(callee, frame);
        if (nesting > 0) {
            execution.stop.at(callee, 0, StopPoint.Precision.EXACT);
            execution.stop.keep();
            throw Unwind.INSTANCE;
        }
        return entry;
    }

    /**
     * Goes on in compiled code at a loop of the current frame, which has just got there and paid.
     *
     * @param interpreted where to go on if there is no room
     * @return the block to go on at, null when the activation is over
     */
    Block enterLoop(Block loop, CallEntry entry, Block interpreted) {
        long position = position(execution.fp);
        if (position < 0) {
            noRoom();
            return interpreted;
        }
        LinkedFunction function = loop.function;
        try {
            entry.enter(execution, execution.instance, position);
        } catch (Throwable thrown) {
            if (isInterpreted(thrown)) {
                noRoom();
                return interpreted;
            }
            if (captured.isEmpty()) {
                throw thrown;
            }
            return goOn(thrown, function, execution.instance, execution.fp);
        }
        execution.reload();
        return function.usesRefs ? execution.leave(function) : execution.leave();
    }

    /**
     * Goes on in the interpreter after an exception has left the compiled code of a function that Java called.
     *
     * @return the block to go on at, null when the activation is over
     */
    Block goOnFromJava(WasmFunction function, Throwable thrown) {
        LinkedFunction callee = LinkedFunction.of(function.code);
        execution.enterInstance(function.instance);
        if (isInterpreted(thrown)) {
            execution.reserve(callee.frameSlots);
            return execution.begin(callee, 0);
        }
        return goOn(thrown, callee, function.instance, 0);
    }

    /** No room for compiled code: below other compiled code there may be more once that is gone. */
    private Block noRoom() {
        if (nesting > 0) {
            throw Unwind.INSTANCE;
        }
        return null;
    }

    /** Whether compiled code gave up before it had begun. */
    boolean isInterpreted(Throwable thrown) {
        return thrown == Unwind.INSTANCE && captured.isEmpty();
    }

    /**
     * Compiled code was left by an exception: makes its frames the interpreter's, on top of the call stack.
     *
     * @param callee what was called; it is the current frame if nothing was captured
     */
    private Block goOn(Throwable thrown, LinkedFunction callee, ModuleInstance in, int calleeFp) {
        // A tail call may have gone on in another instance.
        ModuleInstance first = captured.isEmpty() ? in : captured.outermost(in);
        if (first != execution.instance) {
            execution.restoreOnReturn();
            execution.enterInstance(first);
        }
        if (captured.isEmpty()) {
            // It ended before its first statement, or the Java stack overflowed.
            execution.fp = calleeFp;
            execution.stop.at(callee, 0, StopPoint.Precision.EXACT);
        } else {
            captured.spread();
        }
        if (thrown instanceof Unwind && nesting == 0) {
            return execution.stop.block();
        }
        Block handler = execution.handlerAtStop(thrown);
        if (handler == null) {
            execution.stop.keep();
            throw CompiledCalls.<RuntimeException>unchecked(thrown);
        }
        return handler;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    // ---- from compiled code to the interpreter

    /** See {@link MachineStack#interpret}. */
    void interpret(FunctionCode code, ModuleInstance in, long position) {
        LinkedFunction callee = LinkedFunction.of(code, execution.store);
        int calleeFp = Position.slot(position);
        execution.reserve(calleeFp + callee.frameSlots);
        int outerFp = execution.fp;
        ModuleInstance outer = execution.instance;
        int outerRoom = room;
        int outerHidden = hiddenFrames;
        int depth = execution.depth;
        int callerDepth = execution.callerDepth;
        hiddenFrames += 1 + (room - Position.room(position)) / Position.SMALLEST_FRAME;
        room = Position.room(position) - NESTED - NESTED_ARGUMENT * code.signature.windowSlots;
        nesting++;
        execution.limitFrames();
        try {
            execution.push(0, 0);
            execution.frames[depth] = Execution.EXIT;
            execution.enterInstance(in);
            Dispatch.run(execution, execution.begin(callee, calleeFp));
        } catch (Throwable thrown) {
            if (execution.depth > depth) {
                captured.take(depth, callerDepth);
            }
            throw thrown;
        } finally {
            nesting--;
            room = outerRoom;
            hiddenFrames = outerHidden;
            execution.fp = outerFp;
            execution.backTo(outer);
            execution.limitFrames();
        }
    }

    // ---- capturing

    /** See {@link MachineStack#capture}. */
    Throwable capture(Throwable thrown, ModuleInstance in, long position, int function, int pc) {
        if (thrown instanceof StackOverflowError) {
            execution.beginCapture(0, 0);
            return thrown;
        }
        LinkedFunction linked = LinkedFunction.of(in.module.code(function));
        int frame = Position.slot(position);
        execution.reserve(frame + linked.frameSlots);
        if (linked.usesRefs) {
            execution.reserveRefs();
        }
        boolean isTop = captured.isEmpty();
        int stands = isTop && thrown == Unwind.AFTER ? IrReader.next(linked.ir.code(), pc) : pc;
        if (isTop) {
            stopAt(linked, in, stands, thrown);
        }
        captured.add(linked, in, stands, frame);
        boolean isCalling = !isTop || execution.host != null;
        execution.beginCapture(frame, isCalling ? arguments(linked, pc) : Integer.MAX_VALUE);
        return asTrap(thrown);
    }

    /** See {@link MachineStack#captureWhole}. */
    Throwable captureWhole(Throwable thrown, ModuleInstance in, long position, int function, int pc) {
        Throwable result = capture(thrown, in, position, function, pc);
        LinkedFunction linked = LinkedFunction.of(in.module.code(function));
        if (linked.usesRefs && !(thrown instanceof StackOverflowError)) {
            int frame = Position.slot(position);
            int end = frame + Math.min(linked.endRefSlot, execution.capturedEnd());
            if (frame + linked.firstRefSlot < end) {
                Arrays.fill(execution.refs, frame + linked.firstRefSlot, end, null);
            }
        }
        return result;
    }

    private static Throwable asTrap(Throwable thrown) {
        return thrown instanceof IndexOutOfBoundsException ? new Trap(TrapCode.MEMORY_OUT_OF_BOUNDS) : thrown;
    }

    /** First slot of a call's arguments. */
    private static int arguments(LinkedFunction function, int pc) {
        int[] code = function.ir.code();
        // The frame of a tail call is gone: it has put the arguments where it was.
        return Ir.isReturningCall(Ir.op(code[pc])) ? IrReader.frame(code, pc) : 0;
    }

    /** See {@link MachineStack#captureTrap}. */
    Throwable captureTrap(Throwable thrown, ModuleInstance in, long position, int function, int pc) {
        if (thrown instanceof StackOverflowError) {
            return thrown;
        }
        LinkedFunction linked = LinkedFunction.of(in.module.code(function));
        stopAt(linked, in, pc, thrown);
        captured.add(linked, in, pc, Position.slot(position));
        return asTrap(thrown);
    }

    /** Execution has stopped at a pc, or at an access of memory somewhere near. */
    private void stopAt(LinkedFunction linked, ModuleInstance in, int pc, Throwable thrown) {
        execution.stop.at(linked, pc, StopPoint.Precision.EXACT);
        if (thrown instanceof IndexOutOfBoundsException) {
            int line = CompiledLines.line(thrown);
            if (line > 0) {
                execution.stop.atOffset(in.module.model.bodyStart(linked.ir.index()) + line);
            }
        }
    }

    /** See {@link MachineStack#captureTailCall}. */
    void captureTailCall(ModuleInstance in, long position, int function, int pc) {
        if (captured.isEmpty()) {
            LinkedFunction linked = LinkedFunction.of(in.module.code(function));
            execution.stop.at(linked, pc, StopPoint.Precision.EXACT);
            captured.add(linked, in, pc, Position.slot(position));
        }
    }

    /** See {@link MachineStack#captureCallee}. */
    void captureCallee(FunctionInstance callee, long position) {
        if (captured.isEmpty() && callee instanceof WasmFunction wasm) {
            LinkedFunction linked = LinkedFunction.of(wasm.code);
            int frame = Position.slot(position);
            execution.reserve(frame + linked.frameSlots);
            execution.prepare(linked, frame);
            execution.stop.at(linked, 0, StopPoint.Precision.EXACT);
            captured.add(linked, wasm.instance, 0, frame);
        }
    }

    /** See {@link MachineStack#discard}. */
    void discard() {
        captured.discard();
        execution.forgetHost();
    }
}
