package dev.vespula.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("dev.vespula.Trap")
@Label("Trap")
@Category("Vespula")
@Description("A WebAssembly trap has left the call in which it arose")
@StackTrace(true)
final class TrapEvent extends Event {
    @Label("Code")
    String code;

    @Label("Message")
    String message;

    @Label("Module")
    @Description("Name of the module in its name section")
    String module;

    @Label("Function")
    @Description("Name of the function")
    String function;

    @Label("Function Index")
    @Description("Index of the function in its module, imports counted")
    int functionIndex;

    @Label("Offset")
    @Description("Offset in bytes of the instruction from the beginning of the module; -1 if it is not known")
    long offset;

    @Label("Frames")
    @Description("Length of the backtrace")
    int frames;
}
