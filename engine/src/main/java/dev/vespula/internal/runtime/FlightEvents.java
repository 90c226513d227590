package dev.vespula.internal.runtime;

import dev.vespula.Trap;
import dev.vespula.internal.ir.IrFunction;

/**
 * Events of the JVM's flight recorder. The classes that know it are loaded only when it has begun to record: making the
 * first event of a process takes 150 to 350 ms where nothing records, and a JVM need not have the module {@code jdk.jfr}.
 */
public abstract class FlightEvents {
    /** The system property that the JVM sets when its recorder is started. */
    private static final String REPOSITORY = "jdk.jfr.repository";
    private static final String IMPLEMENTATION = "dev.vespula.internal.jfr.RecordedEvents";

    private static volatile FlightEvents made;
    private static volatile boolean isMissing;

    /** Events with a duration. */
    public enum Kind {
        /** A module is made. */
        MODULE_LOAD,
        /** A function is translated. */
        TRANSLATE,
        /** Functions or loops are compiled. */
        COMPILE
    }

    /** The events, or null as long as the recorder was not started. */
    static FlightEvents current() {
        FlightEvents known = made;
        return known != null || isMissing || System.getProperty(REPOSITORY) == null ? known : make();
    }

    private static FlightEvents make() {
        try {
            made = (FlightEvents) Class.forName(IMPLEMENTATION).getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            // Somebody has set the property in a JVM that has no recorder, or none that our module sees.
            isMissing = true;
        }
        return made;
    }

    /** Begins an event; it is handed to the method for its end. */
    public abstract Object begin(Kind kind);

    /** See {@link EngineActivity#loaded}. */
    public abstract void loaded(Object event, ModuleCode module);

    /** See {@link EngineActivity#translated}. */
    public abstract void translated(Object event, FunctionCode function, IrFunction ir);

    /** See {@link EngineActivity#compiled}. */
    public abstract void compiled(Object event, FunctionCode first, int functions, long bytes);

    /** See {@link EngineActivity#tieredUp(FunctionCode, int)}; the loop is -1 for the whole function. */
    public abstract void tieredUp(FunctionCode function, int loop);

    /** See {@link EngineActivity#trapped}. */
    public abstract void trapped(Trap trap);

    /** See {@link EngineActivity#suspended}. */
    public abstract void suspended(Suspension suspension, FunctionCode function, long offset, int frames);
}
