package dev.vespula.cli;

import dev.vespula.ModuleException;
import dev.vespula.text.PrintStyle;
import dev.vespula.text.Wat;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code vespula wasm2wat}: binary to text. */
final class Wasm2WatCommand extends Command {
    private final ModuleOptions modules = new ModuleOptions();
    private final Option output = Option.value("--output", "OUT",
            "The file to write; standard output without it.").orShort("-o");
    private final Option fold = Option.flag("--fold", "Put operands into the parentheses of their instruction.");

    @Override
    String name() {
        return "wasm2wat";
    }

    @Override
    String summary() {
        return "Prints a binary module in the text format.";
    }

    @Override
    List<String> details() {
        return List.of("Names come from the name section; other custom sections become @custom annotations. "
                + "'vespula wat2wasm' makes the same module of the text again.");
    }

    @Override
    List<Option> options() {
        return modules.with(output, fold, verbose);
    }

    @Override
    List<String> parameters() {
        return List.of("IN");
    }

    @Override
    int requiredArguments() {
        return 1;
    }

    @Override
    int run(Console console) {
        String in = arguments().get(0);
        String text;
        try {
            text = Wat.print(ModuleFile.read(modules, console, in), fold.isGiven() ? PrintStyle.FOLDED : PrintStyle.FLAT);
        } catch (ModuleException e) {
            throw new CommandException(ModuleFile.describe(in, e), e);
        }
        OutputFile.write(console, output.isGiven() ? output.value() : OutputFile.STANDARD_OUTPUT,
                text.getBytes(StandardCharsets.UTF_8));
        return Main.OK;
    }
}
