package dev.vespula.internal.runtime;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.stop.Unwind;

/**
 * The stack of an activation as compiled code uses it. Compiled code keeps its slots in Java variables; each of its frames
 * has a place on the value stack all the same, at its {@code Position}, where its slots are written when it is captured.
 *
 * <p><b>Capturing.</b> An exception that leaves a compiled frame passes a handler that notes function and position with
 * {@link #capture} and writes the slots with {@code put}, innermost frame first. When the exception reaches the
 * interpreter or the end of the activation, the frames become interpreter frames, as if nothing else had ever run. So
 * everything that stops, traps or suspends is the same in both tiers.
 */
public abstract class MachineStack extends HostFrame {
    /** Whether nothing runs on it and a call from Java straight into compiled code may; see {@code DirectCalls}. */
    public boolean isReady;
    /** Whether there is more to do at the end of such a call than to set {@link #isReady}. */
    public boolean isUntidy;
    /** The position of what such a call calls. */
    public long start;
    /** Who is told of the end of such a call, or null. */
    public CallListener listener;

    /** First slot of the frame that is being captured. */
    protected int capturedFrame;
    /** Slots from here on are not written: they belong to what the captured frame has called. */
    protected int capturedEnd;

    // ---- calls from Java, whose arguments and results stand in the window

    /**
     * Calls a function. Traps leave as {@link dev.vespula.Trap} with the frames of this activation added to their backtrace, so
     * do Wasm exceptions that nothing here catches ({@link ApiObjects#thrown}), whatever a host function threw leaves as
     * itself.
     */
    public abstract void run(WasmFunction function);

    /**
     * As {@link #run}, but what can be continued does not end the call: a failed charge of fuel, and an exception of a
     * host function unless it {@linkplain StoreState#isFinal is final}. The window must then be kept, for {@link #resume} or
     * {@link #end}.
     *
     * @return why the call stopped, or {@code null} if it finished
     */
    public abstract Suspension runResumable(WasmFunction function);

    /**
     * Continues a call that {@link #runResumable} or this method suspended, after a host function with its results in the window;
     * any thread may do so.
     *
     * @param thrown what the host function is to throw instead, one of those that {@link ApiObjects#thrown} makes, of this
     *               store; or null
     */
    public abstract Suspension resume(RuntimeException thrown);

    /**
     * As {@link #run}, but the arguments in the window are those of a continuation. If that suspends, the resumption says with
     * what; otherwise its results are in the window.
     */
    public abstract void run(HostResumption resumption);

    /** The state of a suspended call, which stays as it is. */
    public abstract Activation activation();

    /** Closes the window, clearing its reference slots so that nothing stays alive through them, and gives the stack back. */
    public abstract void end();

    /**
     * An exception has left the compiled code that Java called straight, see {@code DirectCalls}. Makes the stack a window in
     * which the results will be; if nothing of the function has been executed, its arguments must be {@code put} there next.
     */
    public abstract void stopDirect(WasmFunction function, Throwable thrown);

    /** Goes on after {@link #stopDirect}, as {@link #run} would. */
    public abstract void finishDirect(WasmFunction function, Throwable thrown);

    /** Ends such a call, however it went, and gives the store its former stack back. */
    public abstract void closeDirect();

    // ---- calls

    /**
     * Called by a function at its beginning when its position is below the store's {@link StoreState#floor}: lets it go
     * on if there is room after all, or stops.
     *
     * @param position    the position behind the frame of the function
     * @param slots slots of the frame
     * @throws Unwind            if the call must be made by the interpreter
     * @throws dev.vespula.Trap if the execution was asked to stop
     */
    @Contract
    public abstract void deeper(long position, int slots);

    /** The numeric slots, with room for a frame. */
    @Contract
    public abstract long[] cells(long position, int slots);

    /** The reference slots, with room for a frame. */
    @Contract
    public abstract Object[] refs(long position, int slots);

    /** Interprets a function whose arguments stand at a pc; results come back there. */
    @Contract
    public abstract void interpret(FunctionCode code, ModuleInstance in, long position);

    /**
     * Calls a function of the host whose arguments stand at a pc; results come back there.
     *
     * @throws Unwind if the interpreter must make the call: while objects are counted, no frame may hide what it holds from a
     *     count during the call
     */
    @Contract
    public abstract void callHost(HostFunctionInstance host, ModuleInstance caller, long position);

    /**
     * A function of the host begins that compiled code calls with Java values and that wants to know its caller.
     *
     * @return what {@link #endHost} is to be given
     */
    @Contract
    public abstract ModuleInstance beginHost(HostFunctionInstance host, ModuleInstance caller);

    /** The function of {@link #beginHost} has ended. */
    @Contract
    public abstract void endHost(ModuleInstance outer);

    /**
     * A function of the host that compiled code called with Java values has thrown; its arguments are in its slots now.
     *
     * @return what to throw instead
     */
    @Contract
    public abstract Throwable hostThrew(HostFunctionInstance host, Throwable thrown, long position);

    // ---- capturing

    /**
     * Notes a frame that an exception leaves at a call or at another statement that can be executed again; its live slots
     * must be {@code put} next.
     *
     * @param thrown   the exception
     * @param in       the frame's instance
     * @param position       its position, as it was called with
     * @param function index of its function
     * @param pc position of the statement in the IR, or of an operand that trapped
     * @return the exception to throw: of an access out of bounds the trap
     */
    @Contract
    public abstract Throwable capture(Throwable thrown, ModuleInstance in, long position, int function, int pc);

    /** As {@link #capture}, for a frame of which nothing is in its slots yet: what is not live there is forgotten. */
    @Contract
    public abstract Throwable captureWhole(Throwable thrown, ModuleInstance in, long position, int function, int pc);

    /**
     * Notes a frame in which an exception arose that nothing can continue; its slots are not needed.
     *
     * @param pc position of the operand or statement in the IR
     * @return the exception to throw: of an access out of bounds the trap
     */
    @Contract
    public abstract Throwable captureTrap(Throwable thrown, ModuleInstance in, long position, int function, int pc);

    /**
     * Notes the frame of a function that was to be called in place of one that is gone; its arguments are in its slots. Does
     * nothing if it has been captured, so that it had begun.
     */
    public abstract void captureCallee(FunctionInstance callee, long position);

    /**
     * Notes the frame of a function that has tail-called a function of the host, which threw: the frame stands for that
     * call. Does nothing if the exception came from a frame that has been captured.
     *
     * @param pc position of the tail call in the IR
     */
    public abstract void captureTailCall(ModuleInstance in, long position, int function, int pc);

    /**
     * Makes sure that a frame may be replaced by that of a callee: the callee is translated, and there is room. Afterwards
     * the frame is gone, and neither could be tried again.
     *
     * @throws Unwind if there is no room: the interpreter will say so in its way
     */
    public abstract void replaceable(FunctionInstance callee, long position);

    /** Writes a slot of the frame that is being captured. */
    @Contract
    public final void put(int slot, int value) {
        put(slot, (long) value);
    }

    /** Writes a slot of the frame that is being captured. */
    @Contract
    public final void put(int slot, long value) {
        if (slot < capturedEnd) {
            cells[capturedFrame + slot] = value;
        }
    }

    /**
     * Writes four slots of the frame that is being captured.
     *
     * @param slots their numbers, of 16 bits each, the first one lowest
     */
    @Contract
    public final void put(long slots, int a, int b, int c, int d) {
        put(slots, (long) a, b, c, d);
    }

    /** Writes four slots of the frame that is being captured, as above. */
    @Contract
    public final void put(long slots, long a, long b, long c, long d) {
        put((int) slots & 0xFFFF, a);
        put((int) (slots >>> 16) & 0xFFFF, b);
        put((int) (slots >>> 32) & 0xFFFF, c);
        put((int) (slots >>> 48), d);
    }

    /** Writes a slot of the frame that is being captured. */
    @Contract
    public final void put(int slot, float value) {
        put(slot, (long) Float.floatToRawIntBits(value));
    }

    /** Writes a slot of the frame that is being captured. */
    @Contract
    public final void put(int slot, double value) {
        put(slot, Double.doubleToRawLongBits(value));
    }

    /** Writes a slot of the frame that is being captured. */
    @Contract
    public final void put(int slot, Object value) {
        if (slot < capturedEnd) {
            refs[capturedFrame + slot] = value;
        }
    }

    // ---- Wasm exceptions

    /** The Java exception to throw for one of Wasm's. */
    @Contract
    public abstract RuntimeException thrown(ExceptionInstance exception);

    /** The Wasm exception that a Java exception stands for, or null if it is none of this store. */
    @Contract
    public abstract ExceptionInstance caught(Throwable thrown);

    /** Forgets the frames captured since compiled code was entered: the frame that calls this goes on at a handler. */
    @Contract
    public abstract void discard();
}
