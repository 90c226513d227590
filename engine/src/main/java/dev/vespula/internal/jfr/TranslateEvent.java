package dev.vespula.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("dev.vespula.Translate")
@Label("Translate")
@Category("Vespula")
@Description("A WebAssembly function was translated to what the interpreter runs and the compiler reads")
@StackTrace(false)
final class TranslateEvent extends FunctionEvent {
    @Label("Size")
    @Description("Bytes of the body")
    @DataAmount
    long bytes;

    @Label("IR Words")
    @Description("Length of the translation")
    int irWords;
}
