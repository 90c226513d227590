package dev.vespula.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("dev.vespula.ModuleLoad")
@Label("Module Load")
@Category("Vespula")
@Description("A WebAssembly module was decoded, and checked, translated and compiled as far as it is to be at once")
@StackTrace(false)
final class ModuleLoadEvent extends Event {
    @Label("Module")
    @Description("What the module is called")
    String module;

    @Label("Size")
    @DataAmount
    long bytes;

    @Label("Functions")
    @Description("Functions that are not imported")
    int functions;
}
