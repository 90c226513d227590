package dev.vespula.internal.jfr;

import dev.vespula.internal.runtime.FunctionCode;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;

/** An event of a function. */
abstract class FunctionEvent extends Event {
    @Label("Module")
    @Description("What the module is called")
    String module;

    @Label("Function")
    @Description("Name of the function")
    String function;

    @Label("Function Index")
    @Description("Index of the function in its module, imports counted")
    int functionIndex;

    /** Sets which function it is. */
    final void set(FunctionCode code) {
        module = code.module.title();
        function = code.module.displayName(code.index);
        functionIndex = code.index;
    }
}
