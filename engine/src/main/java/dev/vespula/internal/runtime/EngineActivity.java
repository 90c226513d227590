package dev.vespula.internal.runtime;

import dev.vespula.Trap;
import dev.vespula.internal.ir.IrFunction;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happens in an engine: counted, and told to the flight recorder of the JVM while that records. Only what takes
 * microseconds at least comes here. Thread-safe.
 */
public final class EngineActivity {
    private final AtomicLong modules = new AtomicLong();
    private final AtomicLong moduleBytes = new AtomicLong();
    private final AtomicLong translated = new AtomicLong();
    private final AtomicLong translationNanos = new AtomicLong();
    private final AtomicLong interpreted = new AtomicLong();
    private final AtomicLong compiled = new AtomicLong();
    private final AtomicLong loops = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong compiledBytes = new AtomicLong();
    private final AtomicLong compilationNanos = new AtomicLong();
    private final AtomicLong traps = new AtomicLong();
    private final AtomicLong suspensions = new AtomicLong();

    /** Something that takes time and is under way. */
    public static final class Stretch {
        private final long start = System.nanoTime();
        private final FlightEvents events = FlightEvents.current();
        private final Object event;

        private Stretch(FlightEvents.Kind kind) {
            event = events == null ? null : events.begin(kind);
        }

        private long nanos() {
            return System.nanoTime() - start;
        }
    }

    // ---- what happens

    /** A module is about to be decoded. */
    public Stretch loading() {
        return new Stretch(FlightEvents.Kind.MODULE_LOAD);
    }

    /** A module was made. */
    public void loaded(Stretch stretch, ModuleCode module) {
        modules.incrementAndGet();
        moduleBytes.addAndGet(module.bytes().length);
        if (stretch.event != null) {
            stretch.events.loaded(stretch.event, module);
        }
    }

    /** A function is about to be translated. */
    Stretch translating() {
        return new Stretch(FlightEvents.Kind.TRANSLATE);
    }

    /** A function was translated. */
    void translated(Stretch stretch, FunctionCode function, IrFunction ir) {
        translated.incrementAndGet();
        translationNanos.addAndGet(stretch.nanos());
        if (stretch.event != null) {
            stretch.events.translated(stretch.event, function, ir);
        }
    }

    /** A function is interpreted for the first time. */
    public void interpreted() {
        interpreted.incrementAndGet();
    }

    /** Code is about to be compiled. */
    public Stretch compiling() {
        return new Stretch(FlightEvents.Kind.COMPILE);
    }

    /**
     * Code was compiled.
     *
     * @param functions how many functions, or loops of them
     * @param first     the first of them; the others are of the same module
     * @param bytes     of the class files
     */
    public void compiled(Stretch stretch, FunctionCode first, int functions, long bytes) {
        compilationNanos.addAndGet(stretch.nanos());
        if (stretch.event != null) {
            stretch.events.compiled(stretch.event, first, functions, bytes);
        }
    }

    /** A function, or a loop of it, is not compiled because that would take too much work. */
    public void refused() {
        refused.incrementAndGet();
    }

    /** The class file of compiled code was made or loaded. */
    public void generated(byte[] file) {
        compiledBytes.addAndGet(file.length);
    }

    /** A function is from now on called through compiled code. */
    void tieredUp(FunctionCode function) {
        tellTierUp(function, -1);
        compiled.incrementAndGet();
    }

    /** A function is no longer called through compiled code. */
    void tieredDown() {
        compiled.decrementAndGet();
    }

    /** Frames of a function that are interpreted can from now on change over to compiled code at a loop. */
    public void tieredUp(FunctionCode function, int loop) {
        tellTierUp(function, loop);
        loops.incrementAndGet();
    }

    private static void tellTierUp(FunctionCode function, int loop) {
        FlightEvents events = FlightEvents.current();
        if (events != null) {
            events.tieredUp(function, loop);
        }
    }

    /** A trap leaves the activation in which it arose; its backtrace is that of the activation. */
    public void trapped(Trap trap) {
        traps.incrementAndGet();
        FlightEvents events = FlightEvents.current();
        if (events != null) {
            events.trapped(trap);
        }
    }

    /**
     * A call was suspended.
     *
     * @param function the function that was active
     * @param offset   offset in the module of the instruction where it stopped, or -1
     * @param frames   calls of Wasm functions that are under way
     */
    public void suspended(Suspension suspension, FunctionCode function, long offset, int frames) {
        suspensions.incrementAndGet();
        FlightEvents events = FlightEvents.current();
        if (events != null) {
            events.suspended(suspension, function, offset, frames);
        }
    }

    // ---- the numbers

    /** Modules made. */
    public long modules() {
        return modules.get();
    }

    /** Their bytes. */
    public long moduleBytes() {
        return moduleBytes.get();
    }

    /** Functions translated. */
    public long translated() {
        return translated.get();
    }

    /** Time that took. */
    public long translationNanos() {
        return translationNanos.get();
    }

    /** Functions of which the interpreter has executed anything from their beginning. */
    public long interpretedFunctions() {
        return interpreted.get();
    }

    /** Functions that are called through compiled code. */
    public long compiledFunctions() {
        return compiled.get();
    }

    /** Loops that interpreted frames can enter in compiled code. */
    public long compiledLoops() {
        return loops.get();
    }

    /** Functions and loops that are not compiled because that would take too much work. */
    public long refusedCompilations() {
        return refused.get();
    }

    /** Bytes of the class files of compiled code, entries included. */
    public long compiledBytes() {
        return compiledBytes.get();
    }

    /** Time that compiling took. */
    public long compilationNanos() {
        return compilationNanos.get();
    }

    /** Traps. */
    public long traps() {
        return traps.get();
    }

    /** Suspended calls. */
    public long suspensions() {
        return suspensions.get();
    }
}
