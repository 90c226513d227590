/**
 * The text format: WAT parser and printer, WAST scripts.
 */
module dev.vespula.text {
    requires dev.vespula;
    requires dev.vespula.component;
    requires static org.jspecify;

    exports dev.vespula.text;
    exports dev.vespula.text.script;
    exports dev.vespula.text.printer to dev.vespula.cli;
    exports dev.vespula.text.syntax to dev.vespula.cli;

    provides dev.vespula.spi.TextFormat with dev.vespula.text.WatFormat;
}
