package dev.vespula.cli;

import dev.vespula.text.PrintStyle;
import dev.vespula.text.Wat;
import java.nio.charset.StandardCharsets;

/** {@code vespula wasm2wat}: binary to text. */
final class Wasm2WatCommand extends Command {
    private final ModuleOptions modules = new ModuleOptions();
    private final Option output = Option.value("--output", "OUT",
            "The file to write; standard output without it.").orShort("-o");
    private final Option fold = Option.flag("--fold", "Put operands into the parentheses of their instruction.");

    Wasm2WatCommand() {
        super("wasm2wat", "Prints a binary module or component in the text format.", "IN");
        takes(output, fold);
        takes(modules.options());
        explain("Names come from the name section; other custom sections become @custom annotations. "
                + "'vespula wat2wasm' makes the same module of the text again. "
                + "The text of a component has every definition in its order, with the modules within it.");
    }

    @Override
    int run(Console console) {
        String in = arguments().get(0);
        String text = Wat.print(new ModuleFile(modules, console, in).binary(),
                fold.isGiven() ? PrintStyle.FOLDED : PrintStyle.FLAT);
        console.write(output.isGiven() ? output.value() : Console.STANDARD_STREAM,
                text.getBytes(StandardCharsets.UTF_8));
        return Main.OK;
    }
}
