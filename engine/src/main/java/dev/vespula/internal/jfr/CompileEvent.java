package dev.vespula.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("dev.vespula.Compile")
@Label("Compile")
@Category("Vespula")
@Description("WebAssembly functions of a module, or a loop of one, were compiled to JVM bytecode")
@StackTrace(false)
final class CompileEvent extends Event {
    @Label("Module")
    @Description("What the module is called")
    String module;

    @Label("First Function")
    String firstFunction;

    @Label("First Function Index")
    int firstFunctionIndex;

    @Label("Functions")
    @Description("How many were compiled together")
    int functions;

    @Label("Size")
    @Description("Bytes of the class files")
    @DataAmount
    long bytes;

    @Label("Tier")
    @Description("Tier of the engine: AUTO compiles in the background, COMPILED when a module is made")
    String tier;
}
