package dev.vespula.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("dev.vespula.Trap")
@Label("Trap")
@Category("Vespula")
@Description("A WebAssembly trap has left the call in which it arose")
@StackTrace(true)
final class TrapEvent extends FunctionEvent {
    @Label("Code")
    String code;

    @Label("Message")
    String message;

    @Label("Offset")
    @Description("Offset in bytes of the instruction from the beginning of the module; -1 if it is not known")
    long offset;

    @Label("Frames")
    @Description("Length of the backtrace")
    int frames;
}
