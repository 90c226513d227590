package dev.vespula.cli;

/** {@code vespula wat2wasm}: text to binary. */
final class Wat2WasmCommand extends Command {
    private static final String TEXT = ".wat";
    private static final String BINARY = ".wasm";

    private final Option output = Option.value("--output", "OUT",
            "The file to write; '-' is standard output. Without it, IN with .wasm in place of .wat, and standard output for "
                    + "standard input.").orShort("-o");

    Wat2WasmCommand() {
        super("wat2wasm", "Encodes a module or component in the text format as a binary.", "IN");
        takes(output);
        explain("Identifiers are kept in the name section. It is not validated: 'vespula validate' does.");
    }

    @Override
    int run(Console console) {
        String in = arguments().get(0);
        console.write(output.isGiven() ? output.value() : binaryName(in),
                ModuleFile.encode(in, console.read(in)));
        return Main.OK;
    }

    private static String binaryName(String in) {
        if (in.equals(Console.STANDARD_STREAM)) {
            return Console.STANDARD_STREAM;
        }
        return (in.endsWith(TEXT) ? in.substring(0, in.length() - TEXT.length()) : in) + BINARY;
    }
}
